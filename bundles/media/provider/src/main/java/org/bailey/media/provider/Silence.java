package org.bailey.media.provider;

import java.nio.ByteBuffer;
import java.util.concurrent.ThreadLocalRandom;
import org.bailey.media.MediaFlow;
import org.bailey.media.SsrcSpan;
import org.bailey.media.Starter;
import org.jspecify.annotations.Nullable;

/** RTP packets of silence for a peer that waits for the first packet; one is sent at each sweep, for half a minute at most. */
final class Silence {
    /** Most peers speak at once: then there is no silence, and no jump in the sequence when it ends. */
    private static final long FIRST_AFTER_NANOS = 1_000_000_000L;

    private static final long LONGEST_NANOS = 30_000_000_000L;

    private final @Nullable Starter starter;
    private final @Nullable SsrcSpan ssrcs;
    private final ByteBuffer packet;
    private final int clockStep;
    private final long sinceNanos;
    private short sequence;
    private int timestamp;

    /** @param flow one with a starter */
    Silence(MediaFlow flow, long nanos) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        starter = flow.starter();
        ssrcs = flow.ssrcs();
        int bytes = starter == null ? 0 : starter.bytes();
        clockStep = starter == null ? 0 : starter.clockStep();
        sinceNanos = nanos;
        sequence = (short) random.nextInt(0x4000);
        timestamp = random.nextInt();
        packet = ByteBuffer.allocateDirect(12 + bytes);
        packet.put(0, (byte) 0x80);
        packet.put(1, (byte) (starter == null ? 0 : starter.payloadType()));
        packet.putInt(8, ssrcs == null ? random.nextInt() : (int) ssrcs.first());
        for (int i = 0; i < bytes && starter != null; i++) {
            packet.put(12 + i, starter.fill());
        }
    }

    /** {@return whether this is the silence that flow asks for} */
    boolean of(MediaFlow flow) {
        return starter != null && starter.equals(flow.starter()) && java.util.Objects.equals(ssrcs, flow.ssrcs());
    }

    boolean due(long nanos) {
        return nanos - sinceNanos >= FIRST_AFTER_NANOS;
    }

    boolean over(long nanos) {
        return nanos - sinceNanos > LONGEST_NANOS;
    }

    /** {@return the next packet, valid until the one after it} */
    ByteBuffer next() {
        packet.putShort(2, sequence++);
        packet.putInt(4, timestamp);
        timestamp += clockStep;
        return packet.clear();
    }
}
