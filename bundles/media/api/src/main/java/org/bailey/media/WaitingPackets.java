package org.bailey.media;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Packets that wait for somebody to rewrite them: while that code is replaced. Bounded: enough for a second of a picture at 4
 * Mbit/s. Plain data of the event loop that owns the call.
 */
public final class WaitingPackets {
    /** So many bytes wait at most. */
    public static final int MOST_BYTES = 1 << 19;

    /**
     * One of them.
     *
     * @param packet plain RTP, from position to limit
     * @param nanos when it was received
     */
    public record Waiting(ByteBuffer packet, long nanos) {}

    private final Queue<Waiting> packets = new ArrayDeque<>();
    private int bytes;

    public boolean isEmpty() {
        return packets.isEmpty();
    }

    /** Keeps a copy. {@return whether there was room} */
    public boolean keep(ByteBuffer packet, long nanos) {
        int length = packet.remaining();
        if (bytes + length > MOST_BYTES) {
            return false;
        }
        bytes += length;
        ByteBuffer copy = ByteBuffer.allocate(length);
        copy.put(0, packet, packet.position(), length);
        packets.add(new Waiting(copy, nanos));
        return true;
    }

    /** {@return the one that came first; null when none waits} */
    public @Nullable Waiting next() {
        Waiting first = packets.poll();
        bytes -= first == null ? 0 : first.packet().remaining();
        return first;
    }

    public void clear() {
        packets.clear();
        bytes = 0;
    }
}
