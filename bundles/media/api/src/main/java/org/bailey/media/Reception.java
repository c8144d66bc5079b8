package org.bailey.media;

/**
 * Sequence numbers and jitter of one received stream (RFC 3550 sections 6.4.1, A.1, A.3 and A.8). Plain data of the
 * owner loop; {@link #lost()} may be asked by anyone.
 */
public final class Reception {
    /** Whether a packet has been received; nothing else is meaningful before. */
    public boolean begun;
    /** Whose numbers these are. */
    public int ssrc;
    /** Highest sequence number, wrap-arounds counted above bit 16. */
    public long highest;
    /** First sequence number, in the same count. */
    public long first;
    /** Packets since {@link #first}. */
    public long received;
    /** Losses of earlier synchronization sources and before restarts of the numbering. */
    public long lostBefore;
    /** After a leap, the number that would confirm it (RFC 3550 A.1, {@code bad_seq}); -1 when there was none. */
    public int expectedAfterLeap = -1;
    /** Payload type the jitter is measured on: a change of clock starts it anew. */
    public int payloadType = -1;
    /** Arrival minus timestamp of the packet before, in units of its clock. */
    public int transit;
    /** Interarrival jitter in sixteenths of a clock unit (RFC 3550 A.8). */
    public int jitter16;
    /** Clock the jitter is counted in. */
    public int clockRateHz = 8000;

    /** When its last packet came; kept where there are several sources. */
    public long heardNanos;

    // -- what its sender was told, and said

    /** Packets there should have been and there were, as of our last report (RFC 3550 appendix A.3). */
    public long toldExpected;

    public long toldReceived;
    /** The middle 32 bits of the time in its last report, and when that came; 0 before any. */
    public int reportStamp;

    public long reportNanos;

    /** {@return packets that are missing, 0 or more} */
    public long lost() {
        return lostBefore + (begun ? Math.max(0, highest - first + 1 - received) : 0);
    }

    /** {@return interarrival jitter in microseconds} */
    public long jitterMicros() {
        return jitter16 * 62_500L / clockRateHz;
    }
}
