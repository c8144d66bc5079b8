package org.bailey.media;

import java.util.concurrent.ThreadLocalRandom;

/**
 * What is remembered of reports of our own to the sender of a stream (RFC 3550 section 6.4): where the other side makes none, and
 * where its own end here as packets are rewritten. Plain data of the event loop that owns the call; {@link #sent} may be read by anyone.
 */
public final class OwnReports {
    /** Whether there is somebody to report to; nothing else is meaningful before. */
    public boolean begun;
    /** When a report went there last, ours or the other side's. */
    public long nanos;
    /** As many of ours did. */
    public long sent;
    /** Says that our reports are those of one end: its canonical name is nothing but this number (RFC 7022 section 4.2). */
    public final long name = ThreadLocalRandom.current().nextLong();
}
