package org.bailey.turn.provider.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.bailey.stun.MalformedStun;
import org.bailey.stun.StunAttribute;
import org.bailey.stun.StunClass;
import org.bailey.stun.StunMessage;
import org.bailey.stun.StunMethod;
import org.bailey.stun.StunWriter;
import org.bailey.stun.TransactionId;
import org.bailey.turn.TurnClient;
import org.bailey.turn.TurnOut;
import org.bailey.turn.TurnServer.Transport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Packets to and from peers. */
class RelayingTest {
    private static final InetSocketAddress PEER = Desk.at("203.0.113.9", 5000);

    static boolean send(Desk desk, String text, InetSocketAddress peer) {
        ByteBuffer packet = ByteBuffer.allocate(TurnClient.HEADROOM + text.length() + TurnClient.TAILROOM);
        packet.position(TurnClient.HEADROOM).put(text.getBytes(StandardCharsets.ISO_8859_1));
        packet.flip().position(TurnClient.HEADROOM);
        return desk.client.send(desk.allocation, packet, peer, desk);
    }

    private static Desk bound(Transport transport) {
        Desk desk = Desk.ready(transport, 600);
        desk.client.bind(desk.allocation, PEER, desk.nanos, desk);
        desk.succeed(desk.next(), w -> w);
        desk.succeed(desk.next(), w -> w);
        return desk;
    }

    @ParameterizedTest
    @CsvSource({"203.0.113.9, abc", "203.0.113.9, abcd", "2001:db8::9, abcde", "2001:db8::9, ''"})
    void withoutAChannelAPacketIsASendIndication(String host, String text) throws MalformedStun {
        Desk desk = Desk.ready(Transport.UDP, 600);
        assertTrue(send(desk, text, Desk.at(host, 5000)));
        StunMessage message = desk.next();
        assertEquals(StunClass.INDICATION, message.type());
        assertEquals(StunMethod.SEND, message.method());
        assertEquals(Desk.at(host, 5000), message.address(StunAttribute.XOR_PEER_ADDRESS));
        assertEquals(text.length(), message.value(StunAttribute.DATA).remaining());
    }

    @ParameterizedTest
    @CsvSource({"UDP, abc, 7", "TCP, abc, 8", "TLS, abcd, 8", "TCP, '', 4", "UDP, '', 4"})
    void withAChannelItIsFourBytesMoreAndFilledUpOnAStreamOnly(Transport transport, String text, int size) {
        Desk desk = bound(transport);
        assertTrue(send(desk, text, PEER));
        byte[] sent = desk.sent.remove();
        assertEquals(size, sent.length);
        assertEquals(0x40000000 | text.length(), ByteBuffer.wrap(sent).getInt());
    }

    @Test
    void channelDataOfThePeerIsHeardWithoutWhatFillsIt() {
        Desk desk = bound(Transport.TCP);
        desk.deliver(ByteBuffer.wrap(new byte[] {0x40, 0, 0, 2, 'h', 'i', 9, 9}));
        assertEquals(List.of("hi from 5000"), desk.heard);
    }

    @Test
    void channelDataThatFitsNothingIsDropped() {
        Desk desk = bound(Transport.UDP);
        desk.deliver(ByteBuffer.wrap(new byte[] {0x40, 1, 0, 0}));
        desk.deliver(ByteBuffer.wrap(new byte[] {0x40, 0, 0, 5, 1, 2, 3, 4}));
        desk.deliver(ByteBuffer.wrap(new byte[] {0x40, 0, 0}));
        desk.deliver(ByteBuffer.wrap(new byte[] {0x5F, 0, 0, 0}));
        desk.deliver(ByteBuffer.wrap(new byte[] {(byte) 0x80, 0, 0, 0}));
        desk.deliver(ByteBuffer.allocate(0));
        assertEquals(6, desk.allocation.dropped);
        assertEquals(List.of(), desk.heard);
    }

    private static ByteBuffer data(InetSocketAddress peer, String text) {
        return StunWriter.begin(
                        ByteBuffer.allocate(200).position(7),
                        StunClass.INDICATION,
                        StunMethod.DATA,
                        new TransactionId(1, 2))
                .address(StunAttribute.XOR_PEER_ADDRESS, peer)
                .text(StunAttribute.DATA, text)
                .end();
    }

    @Test
    void dataIndicationsAreHeardOfThoseWhoHavePermission() {
        Desk desk = Desk.ready(Transport.UDP, 600);
        desk.deliver(data(PEER, "too early"));
        desk.client.permit(desk.allocation, List.of(PEER.getAddress()), desk.nanos, desk);
        desk.deliver(data(PEER, "hello"));
        desk.deliver(data(Desk.at("203.0.113.10", 5000), "stranger"));
        assertEquals(List.of("hello from 5000"), desk.heard);
        assertEquals(2, desk.allocation.dropped);
    }

    @Test
    void eachPeerHasAChannelOfItsOwnAndKeepsIt() {
        Desk desk = bound(Transport.UDP);
        InetSocketAddress other = Desk.at("203.0.113.9", 5001);
        desk.client.bind(desk.allocation, other, desk.nanos, desk);
        desk.client.bind(desk.allocation, PEER, desk.nanos, desk);
        assertEquals(2, desk.allocation.channels.size());
        assertEquals(
                0x4001 << 16, desk.next().value(StunAttribute.CHANNEL_NUMBER).getInt());
        assertEquals(0, desk.sent.size(), "the permission was there already");
    }

    @Test
    void aPeerWithCandidatesWithoutEndGetsSixtyFour() {
        Desk desk = Desk.ready(Transport.UDP, 600);
        desk.client.permit(desk.allocation, hosts(200), desk.nanos, desk);
        assertEquals(64, desk.allocation.permissions.size());
        assertEquals(64, desk.sent.size());
    }

    @Test
    void aPeerThatMovesOftenPutsOutItsOldestPlacesButNoneWithAChannel() {
        Desk desk = bound(Transport.UDP);
        desk.client.permit(desk.allocation, hosts(63), desk.nanos, desk);
        assertEquals(64, desk.allocation.permissions.size());
        var moved = Desk.host("198.51.100.1");
        desk.client.permit(desk.allocation, List.of(moved, Desk.host("203.0.113.100")), desk.nanos, desk);
        assertEquals(64, desk.allocation.permissions.size());
        assertTrue(desk.allocation.permissions.containsKey(moved));
        assertTrue(desk.allocation.permissions.containsKey(PEER.getAddress()));
        assertFalse(desk.allocation.permissions.containsKey(Desk.host("203.0.113.101")));
    }

    private static List<InetAddress> hosts(int number) {
        return IntStream.range(0, number)
                .mapToObj(i -> Desk.host("203.0.113." + (100 + i) % 256))
                .toList();
    }

    @Test
    void askedForBeforeThereIsAnAddressItIsDoneWhenThereIs() {
        Desk desk = new Desk(Transport.UDP);
        desk.allocate();
        desk.client.bind(desk.allocation, PEER, desk.nanos, desk);
        StunMessage allocate = desk.next();
        assertEquals(0, desk.sent.size());
        desk.grant(allocate, 600);
        assertEquals(StunMethod.CREATE_PERMISSION, desk.next().method());
        assertEquals(StunMethod.CHANNEL_BIND, desk.next().method());
    }

    @Test
    void packetsOnAChannelAllocateNothing() {
        Desk desk = bound(Transport.UDP);
        TurnOut out = new Counter();
        ByteBuffer packet = ByteBuffer.allocateDirect(300);
        ByteBuffer incoming = ByteBuffer.allocateDirect(300).putInt(0, 0x40000000 | 172);
        Runnable work = () -> {
            for (int i = 0; i < 20_000; i++) {
                packet.limit(TurnClient.HEADROOM + 172).position(TurnClient.HEADROOM);
                desk.client.send(desk.allocation, packet, PEER, out);
                incoming.limit(176).position(0);
                desk.client.received(desk.allocation, incoming, desk.nanos, out);
            }
        };
        work.run();
        work.run();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        work.run();
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertTrue(allocated < 40_000, "less than a byte a packet, not " + allocated / 40_000.0);
        assertEquals(120_000, ((Counter) out).packets);
    }

    /** Counts, and makes nothing. */
    private static final class Counter implements TurnOut {
        int packets;

        @Override
        public boolean send(ByteBuffer message) {
            packets++;
            return true;
        }

        @Override
        public void data(InetSocketAddress peer, ByteBuffer packet) {
            packets++;
        }

        @Override
        public void allocated() {}

        @Override
        public void failed(String sentence) {}

        @Override
        public void random(byte[] into) {}
    }
}
