package org.bailey.media.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Random;
import org.bailey.media.MediaFlow;
import org.bailey.media.PacketOut;
import org.bailey.media.PayloadMap;
import org.bailey.media.Side;
import org.bailey.media.SourcePolicy;
import org.bailey.media.StreamState;
import org.junit.jupiter.api.Test;

/** Whatever comes in, nothing is thrown, nothing is sent that is not RTP or RTCP, and each datagram is counted once. */
class AnyInputTest {
    private static final int DATAGRAMS = 300_000;
    private static final int[] TYPES = {0, 96, 0x80 | 96, 127, 200, 201, 77};
    private final RelayPath path = new RelayPath();

    private static final class Sent implements PacketOut {
        int rtp;
        int rtcp;

        @Override
        public boolean rtp(ByteBuffer packet, InetSocketAddress to) {
            assertTrue(Packets.wellFormed(packet));
            rtp++;
            return true;
        }

        @Override
        public boolean rtcp(ByteBuffer packet, InetSocketAddress to) {
            assertTrue(RtpHeader.isRtcp(packet));
            rtcp++;
            return true;
        }
    }

    @Test
    void whatIsLongerThanAnyMediaPacketIsDroppedAndCounted() {
        var stream = new StreamState(0, "audio", Side.CALLER, SourcePolicy.LEARN, 1_000);
        stream.opposite = new StreamState(0, "audio", Side.CALLEE, SourcePolicy.LEARN, 1_000);
        stream.opposite.rtpSource.signal(new InetSocketAddress("127.0.0.1", 9));
        stream.opposite.rtcpSource.signal(new InetSocketAddress("127.0.0.1", 10));
        stream.payloads = PayloadMap.of("audio", new MediaFlow(null, true, Map.of(0, 8)));
        stream.open = true;
        var from = new InetSocketAddress("127.0.0.1", 1);
        stream.rtpSource.signal(from);
        stream.rtcpSource.signal(from);
        var sent = new Sent();
        for (int length : new int[] {16_384, 16_385, 65_507}) {
            ByteBuffer rtp = ByteBuffer.allocateDirect(65_536);
            path.onRtpPort(stream, rtp.put((byte) 0x80).position(0).limit(length), from, 1, sent);
            ByteBuffer rtcp = ByteBuffer.allocateDirect(65_536);
            int words = length / 4 - 1;
            rtcp.put((byte) 0x80).put((byte) 201).putShort((short) words).position(0);
            path.onRtcpPort(stream, rtcp.limit(4 * (words + 1)), from, 1, sent);
        }
        assertEquals(1, sent.rtp);
        assertEquals(3, stream.oversized); // the second RTCP packet ends where the limit is
        assertEquals(2, sent.rtcp);
    }

    @Test
    void survivesEverythingAndCountsIt() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        var stream = new StreamState(0, "audio", Side.CALLER, SourcePolicy.LEARN, 1_000);
        stream.opposite = new StreamState(0, "audio", Side.CALLEE, SourcePolicy.LEARN, 1_000);
        stream.opposite.rtpSource.signal(new InetSocketAddress("127.0.0.1", 9));
        stream.opposite.rtcpSource.signal(new InetSocketAddress("127.0.0.1", 10));
        stream.payloads = PayloadMap.of("audio", new MediaFlow(null, true, Map.of(0, 8, 127, 0, 96, 97)));
        var senders =
                new InetSocketAddress[] {new InetSocketAddress("127.0.0.1", 1), new InetSocketAddress("127.0.0.1", 2)};
        stream.rtpSource.signal(senders[0]);
        var sent = new Sent();
        ByteBuffer buffer = ByteBuffer.allocateDirect(2048);
        for (int i = 0; i < DATAGRAMS; i++) {
            stream.open = random.nextInt(10) > 0;
            byte[] octets = new byte[random.nextInt(random.nextInt(10) == 0 ? 1500 : 40)];
            random.nextBytes(octets);
            if (octets.length > 3 && random.nextBoolean()) {
                octets[0] = (byte) (0x80 | octets[0] & 0x3f); // half of them look like it
                octets[1] = (byte) TYPES[random.nextInt(TYPES.length)];
                octets[2] = 0;
                octets[3] = (byte) random.nextInt(10);
            }
            buffer.clear().put(octets).flip();
            InetSocketAddress from = senders[random.nextInt(2)];
            try {
                if (random.nextBoolean()) {
                    path.onRtpPort(stream, buffer, from, i, sent);
                } else {
                    path.onRtcpPort(stream, buffer, from, i, sent);
                }
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed + ", datagram " + i, e);
            }
        }
        var counted = stream.statistics(null);
        assertEquals(sent.rtp, counted.forwarded());
        assertEquals(DATAGRAMS, counted.forwarded() + counted.dropped() + counted.rtcpPackets(), "seed " + seed);
        assertTrue(sent.rtp > 1000 && sent.rtcp > 1000, sent.rtp + " RTP, " + sent.rtcp + " RTCP");
        assertTrue(counted.lost() >= 0 && counted.jitterMicros() >= 0);
    }
}
