package org.bailey.media;

import java.util.concurrent.ThreadLocalRandom;

/**
 * What is remembered of receiver reports of our own to the sender of a stream, which stand in for those the other side does not
 * make (RFC 3550 section 6.4.2). Plain data of the event loop that owns the call; {@link #sent} may be read by anyone.
 */
public final class OwnReports {
    /** Whether there is somebody to report to; nothing else is meaningful before. */
    public boolean begun;
    /** When a report went there last, ours or the other side's. */
    public long nanos;
    /** As many of ours did. */
    public long sent;
    /** Packets there should have been and there were, as of our last one (RFC 3550 appendix A.3). */
    public long expected;

    public long received;
    /** Says that our reports are those of one end: its canonical name is nothing but this number (RFC 7022 section 4.2). */
    public final long name = ThreadLocalRandom.current().nextLong();
}
