package org.bailey.media;

import org.jspecify.annotations.Nullable;

/**
 * What the receiver of a rewritten stream is told of it in sender reports of our own (RFC 3550 section 6.4.1), and what it
 * answers. Plain data of the event loop that owns the call; {@link #lost} may be read by anyone.
 */
public final class SenderReports {
    /** Numbers a stream leaves under at most; of more nothing is told. */
    public static final int MOST = 4;

    private final int[] sources = new int[MOST];
    private final long[] packets = new long[MOST];
    private final long[] bytes = new long[MOST];
    private int size;

    /** Timestamp of the last packet, and when it left; meaningful once there is a source. */
    public int timestamp;

    public long nanos;
    /** When the first one left. */
    public long begunNanos;

    // -- the sender's clock: what its last report said, in the timestamps its packets leave with

    /** Whether there is one, and whether it is ours, as the sender has none. */
    public boolean clocked;

    public boolean ownClock;
    /** NTP time, the timestamp of that moment, and when we heard of it. */
    public long clock;

    public int clockTimestamp;
    public long clockNanos;

    /** The sender's canonical name as it came; null while it has said none. */
    public byte @Nullable [] name;

    /** Packets its receiver missed of what we sent, as its last report says; 0 before. */
    public long lost;

    /** A packet leaves. */
    public void sent(int source, int length, int stamp, long now) {
        int place = place(source);
        if (place < 0) {
            if (size == MOST) {
                return;
            }
            place = size;
            sources[place] = source;
            packets[place] = 0;
            bytes[place] = 0;
            begunNanos = place == 0 ? now : begunNanos;
            size++;
        }
        packets[place]++;
        bytes[place] += length;
        timestamp = stamp;
        nanos = now;
    }

    /** {@return how many numbers it has left under} */
    public int size() {
        return size;
    }

    /** {@return the place of a number; -1 if nothing left under it} */
    public int place(int source) {
        for (int i = 0; i < size; i++) {
            if (sources[i] == source) {
                return i;
            }
        }
        return -1;
    }

    public int source(int place) {
        return sources[place];
    }

    /** {@return packets that left under it} */
    public long packets(int place) {
        return packets[place];
    }

    /** {@return bytes of their payloads} */
    public long bytes(int place) {
        return bytes[place];
    }

    /** It leaves under other numbers from now on. */
    public void forget() {
        size = 0;
    }
}
