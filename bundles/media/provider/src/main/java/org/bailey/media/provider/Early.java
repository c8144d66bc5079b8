package org.bailey.media.provider;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Media that came in before it was agreed what becomes of it: who answers speaks at once, and who has offered is to be
 * ready from then on (RFC 3264 section 5.1), but the answer takes longer to get here than the first packets. What is
 * kept is a moment of it; the end of a burst is lost rather than its beginning, without which a picture is none.
 */
final class Early {
    static final int MOST = 64;
    static final long MOST_NANOS = 500_000_000L;
    private static final int LONGEST = 2048;

    /**
     * @param rtcp whether it came in on the RTCP port
     * @param proven whether ICE has seen its sender pass a check
     */
    record Packet(boolean rtcp, boolean proven, InetSocketAddress from, long nanos, byte[] bytes) {
        boolean late(long now) {
            return now - nanos > MOST_NANOS;
        }
    }

    private final Queue<Packet> packets = new ArrayDeque<>(0);

    /** {@return how many packets were lost: those that waited too long, and this one if there is no place for it} */
    int keep(boolean rtcp, boolean proven, ByteBuffer packet, InetSocketAddress from, long nanos) {
        int lost = 0;
        for (Packet first = packets.peek(); first != null && first.late(nanos); first = packets.peek()) {
            packets.remove();
            lost++;
        }
        if (packets.size() >= MOST || packet.remaining() > LONGEST) {
            return lost + 1;
        }
        byte[] bytes = new byte[packet.remaining()];
        packet.get(packet.position(), bytes);
        packets.add(new Packet(rtcp, proven, from, nanos, bytes));
        return lost;
    }

    /** {@return the one that came first, and forgets it; null when there is none} */
    @Nullable
    Packet next() {
        return packets.poll();
    }
}
