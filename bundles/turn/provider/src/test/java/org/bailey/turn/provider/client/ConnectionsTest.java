package org.bailey.turn.provider.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import org.bailey.stun.IntegrityForm;
import org.bailey.stun.StunAttribute;
import org.bailey.stun.StunClass;
import org.bailey.stun.StunError;
import org.bailey.stun.StunKey;
import org.bailey.stun.StunMessage;
import org.bailey.stun.StunMethod;
import org.bailey.stun.StunWriter;
import org.bailey.stun.TransactionId;
import org.bailey.turn.Allocation.Peers;
import org.bailey.turn.PeerConnection;
import org.bailey.turn.TurnServer.Transport;
import org.junit.jupiter.api.Test;

/** Peers that are reached over TCP. */
class ConnectionsTest {
    private static final InetSocketAddress PEER = Desk.at("203.0.113.9", 5000);
    private static final StunKey KEY = StunKey.longTerm(Desk.USER, "lab", Desk.PASSWORD);

    private final Desk desk = Desk.forConnections();

    private void attempt(InetSocketAddress peer, int id) {
        desk.deliver(StunWriter.begin(
                        ByteBuffer.allocate(200),
                        StunClass.INDICATION,
                        StunMethod.CONNECTION_ATTEMPT,
                        new TransactionId(1, id))
                .address(StunAttribute.XOR_PEER_ADDRESS, peer)
                .number(StunAttribute.CONNECTION_ID, id)
                .end());
    }

    private boolean joined(PeerConnection connection, StunWriter answer) {
        return desk.client.joined(desk.allocation, connection, answer.end(), desk.nanos, desk);
    }

    @Test
    void aConnectionIsAskedForAndTied() {
        PeerConnection connection = desk.client.connect(desk.allocation, PEER, desk.nanos, desk);
        desk.succeed(desk.next(), w -> w.number(StunAttribute.CONNECTION_ID, 0xFFFFFFF0L));
        assertEquals(List.of(connection), desk.offered);
        desk.client.join(desk.allocation, connection, desk.nanos, desk);
        StunMessage bind = desk.next();
        assertEquals(StunMethod.CONNECTION_BIND, bind.method());
        assertEquals(0xFFFFFFF0, bind.value(StunAttribute.CONNECTION_ID).getInt());
        assertFalse(joined(connection, Desk.answer(bind, StunClass.SUCCESS)), "unsigned");
        assertTrue(joined(connection, Desk.answer(bind, StunClass.SUCCESS).integrity(KEY, IntegrityForm.RFC)));
        assertEquals(PeerConnection.State.OPEN, connection.state);
    }

    @Test
    void aStaleNonceDoesNotHinderTying() {
        desk.client.permit(desk.allocation, List.of(PEER.getAddress()), desk.nanos, desk);
        desk.next();
        attempt(PEER, 7);
        PeerConnection connection = desk.offered.get(0);
        desk.client.join(desk.allocation, connection, desk.nanos, desk);
        StunWriter stale = Desk.answer(desk.next(), StunClass.ERROR)
                .error(new StunError(438, ""))
                .text(StunAttribute.REALM, "lab")
                .text(StunAttribute.NONCE, "n2");
        assertFalse(joined(connection, stale));
        StunMessage again = desk.next();
        assertEquals("n2", again.text(StunAttribute.NONCE));
        assertTrue(joined(connection, Desk.answer(again, StunClass.SUCCESS).integrity(KEY, IntegrityForm.RFC)));
    }

    @Test
    void aPeerThatIsOutOfReachIsToldAndForgotten() {
        PeerConnection connection = desk.client.connect(desk.allocation, PEER, desk.nanos, desk);
        desk.refuse(desk.next(), 447, w -> w);
        assertEquals(PeerConnection.State.FAILED, connection.state);
        assertTrue(desk.heard.get(0).contains("could not connect to the peer (447"));
        assertTrue(desk.allocation.connections.isEmpty());
        assertTrue(desk.failures.isEmpty());
    }

    @Test
    void strangersAndCrowdsAreNotLetIn() {
        attempt(PEER, 1);
        assertTrue(desk.offered.isEmpty(), "no permission");
        desk.client.permit(desk.allocation, List.of(PEER.getAddress()), desk.nanos, desk);
        for (int i = 0; i < 100; i++) {
            attempt(PEER, i);
        }
        assertEquals(16, desk.offered.size());
        assertEquals(85, desk.allocation.dropped);
    }

    @Test
    void datagramsAndConnectionsDoNotMix() {
        assertFalse(RelayingTest.send(desk, "x", PEER));
        desk.client.bind(desk.allocation, PEER, desk.nanos, desk);
        assertTrue(desk.allocation.channels.isEmpty());
        Desk datagrams = Desk.ready(Transport.TCP, 600);
        datagrams.client.connect(datagrams.allocation, PEER, datagrams.nanos, datagrams);
        assertTrue(datagrams.heard.get(0).contains("for an address that takes connections"));
        assertThrows(IllegalArgumentException.class, () -> new Desk(Transport.UDP, Peers.CONNECTIONS));
    }
}
