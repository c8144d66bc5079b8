package org.bailey.media.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Map;
import org.bailey.media.MediaFlow;
import org.bailey.media.MediaSecret;
import org.bailey.media.PacketOut;
import org.bailey.media.PacketPath;
import org.bailey.media.PayloadMap;
import org.bailey.media.Side;
import org.bailey.media.SourcePolicy;
import org.bailey.media.SrtpContext;
import org.bailey.media.SrtpKey;
import org.bailey.media.SrtpSuite;
import org.bailey.media.SsrcSpan;
import org.bailey.media.StreamState;
import org.bailey.media.relay.srtp.Desk;
import org.bailey.media.relay.srtp.SecureRtcp;
import org.bailey.media.relay.srtp.SecureRtp;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a packet that comes in under one key and leaves under another costs in objects. */
class SecureAllocationTest {
    private static final int WARM = 20_000;
    private static final int MEASURED = 20_000;
    /** The JDK's GCM takes its parameters as objects and makes its tables anew: some 2 KiB for a packet, in and out. */
    private static final int MOST_WITH_GCM = 8_192;

    private static final InetSocketAddress PEER = new InetSocketAddress("192.0.2.1", 5000);
    private static final InetSocketAddress OTHER = new InetSocketAddress("192.0.2.2", 5000);
    private final RelayPath path = new RelayPath();
    private final StreamState stream = new StreamState(0, "audio", Side.CALLER, SourcePolicy.LEARN, 1_000_000_000L);
    private final StreamState opposite = new StreamState(0, "audio", Side.CALLEE, SourcePolicy.LEARN, 1_000_000_000L);
    private final ByteBuffer datagram = ByteBuffer.allocateDirect(2048 + PacketPath.ROOM);
    private long left;
    private final PacketOut out = new PacketOut() {
        @Override
        public boolean rtp(ByteBuffer packet, InetSocketAddress to) {
            left++;
            return true;
        }

        @Override
        public boolean rtcp(ByteBuffer packet, InetSocketAddress to) {
            left++;
            return true;
        }
    };

    private static SrtpKey key(SrtpSuite suite, int number) {
        byte[] secret = new byte[32];
        secret[31] = (byte) number;
        return new MediaSecret(secret).key(suite, 0);
    }

    private static byte[] rtp(SrtpContext sender, int sequence) {
        ByteBuffer plain = ByteBuffer.allocate(172);
        plain.putShort((short) 0x8000)
                .putShort((short) sequence)
                .putInt(160 * sequence)
                .putInt(77)
                .clear();
        ByteBuffer desk = Desk.take(plain);
        SecureRtp.protect(sender, 77, desk, 12);
        return java.util.Arrays.copyOf(desk.array(), desk.limit());
    }

    private static byte[] report(SrtpContext sender) {
        ByteBuffer plain =
                ByteBuffer.allocate(32).putInt(0x81c90007).putInt(77).putInt(99).clear();
        ByteBuffer desk = Desk.take(plain);
        SecureRtcp.protect(sender, desk);
        return java.util.Arrays.copyOf(desk.array(), desk.limit());
    }

    /** {@return bytes this thread allocated for them} */
    private long carry(byte[][] packets) {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long self = Thread.currentThread().getId();
        long nanos = 0;
        long before = threads.getThreadAllocatedBytes(self);
        for (byte[] packet : packets) {
            datagram.clear().put(packet).flip();
            nanos += 20_000_000;
            if (RtpHeader.looksLikeRtcp(datagram)) {
                path.onRtcpPort(stream, datagram, PEER, nanos, out);
            } else {
                path.onRtpPort(stream, datagram, PEER, nanos, out);
            }
        }
        return threads.getThreadAllocatedBytes(self) - before;
    }

    @ParameterizedTest
    @EnumSource
    void packetsMakeNoObjectsUnderCounterMode(SrtpSuite suite) {
        stream.opposite = opposite;
        opposite.opposite = stream;
        stream.open = true;
        stream.payloads = PayloadMap.of("audio", new MediaFlow(null, true, Map.of(0, 8)));
        stream.ssrcs.use(new SsrcSpan(270_010, 1));
        stream.rtpSource.signal(PEER);
        stream.rtcpSource.signal(PEER);
        opposite.rtpSource.signal(OTHER);
        opposite.rtcpSource.signal(OTHER);
        stream.protect(key(suite, 1), key(suite, 2));
        var sender = new SrtpContext(key(suite, 1));
        byte[][][] halves = new byte[2][][];
        for (int half = 0; half < 2; half++) {
            halves[half] = new byte[half == 0 ? WARM : MEASURED][];
            for (int i = 0; i < halves[half].length; i++) {
                // numbers begin anew on the way; a report with every tenth packet
                halves[half][i] =
                        i % 10 == 9 ? report(sender) : rtp(sender, 40_000 + half * WARM + i - (half * WARM + i) / 10);
            }
        }
        carry(halves[0]);
        double each = carry(halves[1]) / (double) MEASURED;
        assertEquals(WARM + MEASURED, left, () -> stream.statistics(null).toString());
        // not one object among a hundred packets; nothing is below 16 bytes
        assertTrue(each < (suite.aead() ? MOST_WITH_GCM : 0.16), suite + ": " + each + " bytes a packet");
    }
}
