package org.bailey.svc.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.bailey.media.PacketOut;
import org.bailey.media.PacketPath;
import org.bailey.media.PacketRewriter;
import org.bailey.media.SrtpSuite;
import org.bailey.svc.AvcStream;
import org.bailey.svc.AvcTerms;
import org.bailey.svc.UcStream;
import org.bailey.svc.UcTerms;
import org.junit.jupiter.api.Test;

/** Once a stream runs, no packet costs an object. */
class AllocationTest {
    private static final int PICTURES = 10_000;
    private static final long REORDER = 60_000_000;

    private final ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private long sent;
    private final PacketRewriter.Out sink = packet -> sent++ >= 0;

    private static List<ByteBuffer> packets(UcSender sender) {
        List<ByteBuffer> packets = new ArrayList<>();
        for (int picture = 0; picture < PICTURES; picture++) {
            List<byte[]> units = new ArrayList<>();
            if (picture % 100 == 0) {
                units.add(AnyPacketTest.SPS);
                units.add(AnyPacketTest.PPS);
            }
            byte[] slice = new byte[3000];
            slice[0] = (byte) (picture % 100 == 0 ? 0x65 : 0x61);
            slice[1] = (byte) 0x88;
            units.add(slice);
            sender.picture(units, picture * UcSender.STEP).forEach(packet -> packets.add(ByteBuffer.wrap(packet)));
        }
        return packets;
    }

    private interface Way {
        void receive(ByteBuffer packet, long nanos);
    }

    private void assertNoObjects(List<ByteBuffer> packets, Way way) {
        long before = 0;
        for (int i = 0; i < packets.size(); i++) {
            if (i == packets.size() / 2) {
                before = thread.getThreadAllocatedBytes(Thread.currentThread().getId());
            }
            way.receive(packets.get(i), i * 8_000_000L);
        }
        long bytes = thread.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
        assertTrue(sent > packets.size() / 2, "sent " + sent);
        // the first key picture of the second half, and what the compiler leaves on the way: far less than one byte a
        // packet
        assertTrue(bytes < packets.size() / 2, bytes + " bytes for " + packets.size() / 2 + " packets");
    }

    @Test
    void towardsAvc() {
        var stream = new AvcStream(new AvcTerms(9, 97, true, 1200, 0, 0, 0, 0, REORDER, REORDER, 0, 0));
        var gateway = new UcToAvc();
        var sender = new UcSender(1, 0);
        sender.layout = UcSender.layout(new int[] {640, 360, 1});
        assertNoObjects(packets(sender), (packet, nanos) -> gateway.receive(stream, packet, nanos, sink));
    }

    @Test
    void towardsUc() {
        var stream = new UcStream(new UcTerms(9, 122, 1200, 1, true, 1, 300, REORDER, REORDER, 0));
        var gateway = new AvcToUc();
        var sender = new UcSender(1, 0);
        sender.described = false;
        assertNoObjects(packets(sender), (packet, nanos) -> gateway.receive(stream, packet, nanos, sink));
    }

    /** With the relay around it, in SRTP on both legs. */
    @Test
    void onTheWholeWayThroughTheRelay() {
        var line = new PictureLine(SrtpSuite.AES_CM_128_HMAC_SHA1_80);
        var sender = new UcSender(PictureLine.ANNOUNCED, 0);
        sender.layout = UcSender.layout(new int[] {640, 360, 1});
        PacketOut out = new PacketOut() {
            @Override
            public boolean rtp(ByteBuffer packet, InetSocketAddress to) {
                return sink.send(packet);
            }

            @Override
            public boolean rtcp(ByteBuffer packet, InetSocketAddress to) {
                return true;
            }
        };
        List<ByteBuffer> secured = new ArrayList<>();
        packets(sender).forEach(packet -> secured.add(ByteBuffer.wrap(line.client.secured(packet.array(), false))));
        ByteBuffer datagram = ByteBuffer.allocateDirect(2048 + PacketPath.ROOM);
        InetSocketAddress from = line.client.address;
        assertNoObjects(secured, (packet, nanos) -> {
            datagram.clear().put(0, packet, 0, packet.limit()).limit(packet.limit());
            line.path.onRtpPort(line.client.stream, datagram, from, nanos, out);
            line.path.onWaiting(line.client.stream, nanos, out);
        });
        assertEquals(0, line.client.stream.statistics(null).dropped());
    }
}
