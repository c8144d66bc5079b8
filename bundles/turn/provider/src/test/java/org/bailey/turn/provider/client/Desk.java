package org.bailey.turn.provider.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.bailey.stun.IntegrityForm;
import org.bailey.stun.MalformedStun;
import org.bailey.stun.StunAttribute;
import org.bailey.stun.StunClass;
import org.bailey.stun.StunError;
import org.bailey.stun.StunKey;
import org.bailey.stun.StunMessage;
import org.bailey.stun.StunWriter;
import org.bailey.turn.Allocation;
import org.bailey.turn.Allocation.Family;
import org.bailey.turn.Allocation.Peers;
import org.bailey.turn.PeerConnection;
import org.bailey.turn.TurnClient;
import org.bailey.turn.TurnOut;
import org.bailey.turn.TurnServer;
import org.bailey.turn.TurnServer.Transport;

/** One allocation between the client and a server played by the test, by a clock of the test. */
final class Desk implements TurnOut {
    static final String USER = "bailey";
    static final String PASSWORD = "secret";
    static final InetSocketAddress RELAYED = at("192.0.2.50", 49152);
    static final InetSocketAddress MAPPED = at("198.51.100.7", 56000);

    final TurnClient client = new StatelessTurnClient();
    final Allocation allocation;
    final Deque<byte[]> sent = new ArrayDeque<>();
    final List<String> failures = new ArrayList<>();
    final List<String> heard = new ArrayList<>();
    final List<PeerConnection> offered = new ArrayList<>();
    Runnable onFailure = () -> {};
    int allocated;
    /** Not zero, and where a long overflows within the test. */
    long nanos = Long.MAX_VALUE - Duration.ofMinutes(5).toNanos();

    private final Random random = new Random(1);
    private StunKey key = StunKey.longTerm(USER, "lab", PASSWORD);

    Desk(Transport transport) {
        this(transport, Peers.DATAGRAMS);
    }

    Desk(Transport transport, Peers peers) {
        allocation = new Allocation(server(transport), peers);
    }

    Desk(Transport transport, Family family) {
        allocation = new Allocation(server(transport), family);
    }

    private static TurnServer server(Transport transport) {
        return new TurnServer("turn1", at("192.0.2.1", 3478), "turn.example.com", transport, USER, PASSWORD);
    }

    static InetSocketAddress at(String host, int port) {
        return new InetSocketAddress(host, port);
    }

    static InetAddress host(String literal) {
        return at(literal, 0).getAddress();
    }

    /** Has an address, and nothing under way. */
    static Desk ready(Transport transport, long lifetime) {
        Desk desk = new Desk(transport);
        desk.prepare(lifetime);
        return desk;
    }

    /** Has an address that takes connections. */
    static Desk forConnections() {
        Desk desk = new Desk(Transport.TCP, Peers.CONNECTIONS);
        desk.prepare(600);
        return desk;
    }

    private void prepare(long lifetime) {
        prepare(lifetime, RELAYED);
    }

    void prepare(long lifetime, InetSocketAddress relayed) {
        allocate();
        refuse(next(), 401, w -> w.text(StunAttribute.REALM, "lab").text(StunAttribute.NONCE, "n1"));
        grant(next(), lifetime, relayed);
        assertEquals(1, allocated);
    }

    void allocate() {
        client.allocate(allocation, nanos, this);
    }

    /** The next message the client sent. */
    StunMessage next() {
        assertEquals(false, sent.isEmpty(), "something was sent");
        return parsed(sent.remove());
    }

    static StunMessage parsed(byte[] bytes) {
        try {
            return StunMessage.parse(ByteBuffer.wrap(bytes));
        } catch (MalformedStun e) {
            throw new AssertionError(e);
        }
    }

    /** Time goes by; what is due is done at its moment. */
    void pass(Duration time) {
        long end = nanos + time.toNanos();
        while (allocation.dueNanos != Long.MAX_VALUE && allocation.dueNanos - end <= 0) {
            nanos = allocation.dueNanos - nanos > 0 ? allocation.dueNanos : nanos;
            client.elapsed(allocation, nanos, this);
        }
        nanos = end;
    }

    void key(StunKey other) {
        key = other;
    }

    void grant(StunMessage request, long lifetime) {
        grant(request, lifetime, RELAYED);
    }

    private void grant(StunMessage request, long lifetime, InetSocketAddress relayed) {
        succeed(
                request,
                w -> w.address(StunAttribute.XOR_RELAYED_ADDRESS, relayed)
                        .address(StunAttribute.XOR_MAPPED_ADDRESS, MAPPED)
                        .number(StunAttribute.LIFETIME, lifetime)
                        .text(StunAttribute.SOFTWARE, "a test"));
    }

    void succeed(StunMessage request, UnaryOperator<StunWriter> attributes) {
        StunWriter writer = answer(request, StunClass.SUCCESS);
        attributes.apply(writer);
        if (request.has(StunAttribute.MESSAGE_INTEGRITY_SHA256)) {
            writer.integritySha256(key);
        } else if (request.has(StunAttribute.MESSAGE_INTEGRITY)) {
            writer.integrity(key, IntegrityForm.RFC);
        }
        deliver(writer.end());
    }

    void refuse(StunMessage request, int code, UnaryOperator<StunWriter> attributes) {
        StunWriter writer = answer(request, StunClass.ERROR).error(new StunError(code, "so it is"));
        deliver(attributes.apply(writer).end());
    }

    static StunWriter answer(StunMessage request, StunClass type) {
        return StunWriter.begin(ByteBuffer.allocate(2048), type, request.method(), request.transaction());
    }

    void deliver(ByteBuffer message) {
        client.received(allocation, message, nanos, this);
    }

    @Override
    public boolean send(ByteBuffer message) {
        byte[] bytes = new byte[message.remaining()];
        message.get(bytes);
        sent.add(bytes);
        return true;
    }

    @Override
    public void data(InetSocketAddress peer, ByteBuffer packet) {
        byte[] bytes = new byte[packet.remaining()];
        packet.get(bytes);
        heard.add(new String(bytes, StandardCharsets.ISO_8859_1) + " from " + peer.getPort());
    }

    @Override
    public void allocated() {
        allocated++;
    }

    @Override
    public void failed(String sentence) {
        failures.add(sentence);
        onFailure.run();
    }

    @Override
    public void connected(PeerConnection connection) {
        offered.add(connection);
    }

    @Override
    public void refused(PeerConnection connection, String sentence) {
        heard.add(sentence);
    }

    @Override
    public void random(byte[] into) {
        random.nextBytes(into);
    }
}
