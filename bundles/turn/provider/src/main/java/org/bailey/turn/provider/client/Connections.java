package org.bailey.turn.provider.client;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.bailey.stun.MalformedStun;
import org.bailey.stun.StunAttribute;
import org.bailey.stun.StunClass;
import org.bailey.stun.StunError;
import org.bailey.stun.StunMessage;
import org.bailey.turn.Allocation;
import org.bailey.turn.Allocation.Peers;
import org.bailey.turn.Allocation.State;
import org.bailey.turn.Credential;
import org.bailey.turn.Exchange;
import org.bailey.turn.Exchange.Purpose;
import org.bailey.turn.PeerConnection;
import org.bailey.turn.TurnOut;

/** Peers reached over TCP (RFC 6062). */
final class Connections {
    /** More than any call has; a peer that connects again and again gets no further. */
    private static final int MOST = 16;

    private static final int MOST_RENEWED = 2;

    private Connections() {}

    static PeerConnection begin(Allocation allocation, InetSocketAddress peer, long nanos, TurnOut out) {
        PeerConnection connection = new PeerConnection(peer);
        if (allocation.state != State.READY || allocation.peers != Peers.CONNECTIONS) {
            refused(allocation, connection, Refusals.notForConnections(allocation.server), out);
        } else if (!room(allocation)) {
            refused(allocation, connection, Refusals.tooMany(allocation.server), out);
        } else {
            allocation.connections.add(connection);
            Exchanges.begin(allocation, new Exchange(Purpose.CONNECT, connection), nanos, out);
        }
        return connection;
    }

    private static boolean room(Allocation allocation) {
        allocation.connections.removeIf(one -> one.state == PeerConnection.State.FAILED);
        return allocation.connections.size() < MOST;
    }

    static void offered(PeerConnection connection, TurnOut out) {
        connection.state = PeerConnection.State.OFFERED;
        out.connected(connection);
    }

    static void refused(Allocation allocation, PeerConnection connection, String sentence, TurnOut out) {
        connection.state = PeerConnection.State.FAILED;
        connection.joining = null;
        allocation.connections.remove(connection);
        out.refused(connection, sentence);
    }

    /** A peer has connected to our address on the server (RFC 6062 section 4.4). */
    static void attempt(Allocation allocation, StunMessage message, long nanos, TurnOut out) throws MalformedStun {
        InetSocketAddress peer = message.address(StunAttribute.XOR_PEER_ADDRESS);
        long id = message.number(StunAttribute.CONNECTION_ID).orElse(-1);
        if (peer == null
                || id < 0
                || allocation.state != State.READY
                || allocation.peers != Peers.CONNECTIONS
                || !allocation.permissions.containsKey(peer.getAddress())
                || !room(allocation)) {
            allocation.dropped++;
            return;
        }
        allocation.heard(nanos);
        PeerConnection connection = new PeerConnection(peer);
        connection.id = (int) id;
        allocation.connections.add(connection);
        offered(connection, out);
    }

    static void join(Allocation allocation, PeerConnection connection, long nanos, TurnOut way) {
        if (connection.state != PeerConnection.State.OFFERED) {
            throw new IllegalStateException("the connection with " + connection.peer + " is " + connection.state);
        }
        connection.state = PeerConnection.State.JOINING;
        Exchange exchange = new Exchange(Purpose.JOIN, connection);
        exchange.sinceNanos = nanos;
        connection.joining = exchange;
        ask(allocation, exchange, way);
    }

    private static void ask(Allocation allocation, Exchange exchange, TurnOut way) {
        Exchanges.write(allocation, exchange, way);
        exchange.sent++;
        way.send(ByteBuffer.wrap(exchange.message));
    }

    static boolean joined(Allocation allocation, PeerConnection connection, StunMessage answer, TurnOut way)
            throws MalformedStun {
        Exchange exchange = connection.joining;
        if (exchange == null || !exchange.id.equals(answer.transaction()) || Answers.forged(exchange, answer)) {
            allocation.dropped++;
            return false;
        }
        if (answer.type() == StunClass.SUCCESS) {
            connection.state = PeerConnection.State.OPEN;
            connection.joining = null;
            return true;
        }
        StunError error = answer.error().orElse(new StunError(500, "without a reason"));
        boolean renewable = error.code() == Refusals.UNAUTHENTICATED || error.code() == Refusals.STALE_NONCE;
        Credential now = renewable ? Terms.of(answer, allocation.server, exchange.credential) : null;
        if (now == null || exchange.renewed >= MOST_RENEWED) {
            refused(allocation, connection, Refusals.of(allocation.server, error), way);
        } else {
            allocation.credential = now;
            exchange.renewed++;
            ask(allocation, exchange, way);
        }
        return false;
    }
}
