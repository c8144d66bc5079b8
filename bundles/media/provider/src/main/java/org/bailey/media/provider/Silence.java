package org.bailey.media.provider;

import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import org.bailey.media.MediaFlow;
import org.bailey.media.PacketPath;
import org.bailey.media.SsrcSpan;
import org.bailey.media.Starter;
import org.jspecify.annotations.Nullable;

/** RTP packets of silence for a peer that waits for the first packet; one is sent at each sweep, for half a minute at most. */
final class Silence {
    /** Most peers speak at once: then there is no silence, and no jump in the sequence when it ends. */
    private static final long FIRST_AFTER_NANOS = 1_000_000_000L;

    private static final long LONGEST_NANOS = 30_000_000_000L;

    private final Starter starter;
    private final @Nullable SsrcSpan ssrcs;
    private final ByteBuffer packet;
    private final int ssrc;
    private final long sinceNanos;
    private short sequence;
    private int timestamp;

    Silence(Starter starter, @Nullable SsrcSpan ssrcs, long nanos) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        this.starter = starter;
        this.ssrcs = ssrcs;
        ssrc = ssrcs == null ? random.nextInt() : (int) ssrcs.first();
        sinceNanos = nanos;
        sequence = (short) random.nextInt(0x4000);
        timestamp = random.nextInt();
        packet = ByteBuffer.allocateDirect(12 + starter.bytes() + PacketPath.ROOM);
    }

    /** {@return whether this is the silence that flow asks for} */
    boolean of(MediaFlow flow) {
        return starter.equals(flow.starter()) && Objects.equals(ssrcs, flow.ssrcs());
    }

    boolean due(long nanos) {
        return nanos - sinceNanos >= FIRST_AFTER_NANOS;
    }

    boolean over(long nanos) {
        return nanos - sinceNanos > LONGEST_NANOS;
    }

    /** {@return the next packet, valid until the one after it; it may be changed} */
    ByteBuffer next() {
        packet.clear();
        packet.put((byte) 0x80).put((byte) starter.payloadType()).putShort(sequence++);
        packet.putInt(timestamp).putInt(ssrc);
        for (int i = 0; i < starter.bytes(); i++) {
            packet.put(starter.fill());
        }
        timestamp += starter.clockStep();
        return packet.flip();
    }
}
