package org.bailey.media;

/**
 * The sender reports of one direction that went to the other side last, passed on or our own, and when: a receiver report that answers one of them tells
 * the round trip between us and that receiver (RFC 3550 section 6.4.1). Plain data of the owner loop.
 */
public final class SentReports {
    private static final int REMEMBERED = 8;
    private final int[] stamps = new int[REMEMBERED];
    private final long[] nanos = new long[REMEMBERED];
    private int sent;

    /** @param stamp the middle 32 bits of its NTP time */
    public void sent(int stamp, long now) {
        stamps[sent % REMEMBERED] = stamp;
        nanos[sent % REMEMBERED] = now;
        sent++;
    }

    /**
     * @param stamp LSR of a report block
     * @param delay DLSR of it, in units of 1/65536 s
     * @return the round trip in microseconds; -1 if that report was none of these, or the block says nonsense
     */
    public long roundTripMicros(int stamp, int delay, long now) {
        for (int i = sent - 1; stamp != 0 && i >= Math.max(0, sent - REMEMBERED); i--) {
            if (stamps[i % REMEMBERED] == stamp) {
                long held = (delay & 0xffff_ffffL) * 1_000_000 >> 16;
                long trip = (now - nanos[i % REMEMBERED]) / 1000 - held;
                // clocks of 1/65536 s: a little less than nothing is nothing
                return trip < -1000 ? -1 : Math.max(0, trip);
            }
        }
        return -1;
    }
}
