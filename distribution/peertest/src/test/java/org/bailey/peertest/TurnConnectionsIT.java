package org.bailey.peertest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import org.bailey.turn.Allocation;
import org.bailey.turn.Allocation.Peers;
import org.bailey.turn.PeerConnection;
import org.bailey.turn.TurnServer;
import org.bailey.turn.TurnServer.Transport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Peers behind coturn that are reached over TCP (RFC 6062). */
@ResourceLock(Stage.SIGNALS)
class TurnConnectionsIT {
    @RegisterExtension
    final Stage stage = new Stage();

    private TurnHost host;

    @BeforeEach
    void allocates() {
        Coturn coturn = Coturn.start(stage);
        TurnServer server = new TurnServer(
                "turn1",
                new InetSocketAddress("127.0.0.1", coturn.port()),
                "127.0.0.1",
                Transport.TCP,
                Coturn.USER,
                Coturn.PASSWORD);
        host = stage.add(new TurnHost(new Allocation(server, Peers.CONNECTIONS), null));
        host.allocate().awaitAllocated();
        host.permit("127.0.0.1");
        host.await("the permission", () -> host.allocation.exchanges.isEmpty());
    }

    @Test
    void theServerConnectsToAPeerAndBytesGoBothWays() throws IOException {
        try (ServerSocket peer = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            peer.setSoTimeout(5000);
            host.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), peer.getLocalPort()));
            try (Socket there = peer.accept()) {
                there.setSoTimeout(5000);
                host.await("the connection", () -> !host.offered.isEmpty());
                PeerConnection connection = host.offered.get(0);
                try (Socket here = host.join(connection)) {
                    assertEquals(PeerConnection.State.OPEN, connection.state);
                    talk(here, there);
                    talk(there, here);
                }
            }
        }
    }

    @Test
    void aPeerConnectsToTheServerAndIsJoined() throws IOException {
        InetSocketAddress relayed = Objects.requireNonNull(host.allocation.relayed);
        try (Socket there = new Socket()) {
            there.setSoTimeout(5000);
            there.connect(relayed, 5000);
            host.await("the peer", () -> !host.offered.isEmpty());
            PeerConnection connection = host.offered.get(0);
            assertEquals(there.getLocalPort(), connection.peer.getPort());
            try (Socket here = host.join(connection)) {
                talk(there, here);
                talk(here, there);
            }
        }
    }

    @Test
    void aPeerThatDoesNotListenIsSaidToBeOutOfReach() throws IOException {
        int closed = Ports.next();
        host.connect(new InetSocketAddress("127.0.0.1", closed));
        String sentence = host.awaitFailure(Duration.ofSeconds(35));
        assertTrue(sentence.contains("could not connect to the peer (447"), sentence);
        assertTrue(host.allocation.connections.isEmpty());
        assertEquals(Allocation.State.READY, host.allocation.state);
    }

    private static void talk(Socket from, Socket to) throws IOException {
        byte[] text = "bytes, and no messages".getBytes(StandardCharsets.US_ASCII);
        from.getOutputStream().write(text);
        assertEquals(
                new String(text, StandardCharsets.US_ASCII),
                new String(to.getInputStream().readNBytes(text.length), StandardCharsets.US_ASCII));
    }
}
