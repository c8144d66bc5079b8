package org.bailey.peertest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetSocketAddress;
import org.bailey.turn.Allocation.State;
import org.bailey.turn.TurnServer;
import org.bailey.turn.TurnServer.Transport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The TURN client against coturn. */
class TurnIT {
    @RegisterExtension
    final Stage stage = new Stage();

    static TurnServer server(int port, Transport transport, String password) {
        return new TurnServer(
                "turn1", new InetSocketAddress("127.0.0.1", port), "127.0.0.1", transport, Coturn.USER, password);
    }

    @Test
    void anAddressIsGivenAndTakenBackOverUdp() {
        Coturn coturn = Coturn.start(stage);
        TurnHost host = stage.add(new TurnHost(server(coturn.port(), Transport.UDP, Coturn.PASSWORD), null));
        host.allocate().awaitAllocated();
        assertEquals(State.READY, host.allocation.state);
        host.release();
        coturn.awaitOutput(java.time.Duration.ofSeconds(5), "refreshed.*lifetime=0");
    }
}
