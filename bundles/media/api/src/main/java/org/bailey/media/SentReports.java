package org.bailey.media;

/**
 * The sender reports of one direction that were passed on last, and when: a receiver report that answers one of them tells
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

    /** {@return the time of the last one as LSR has it; 0 when there was none} */
    public int last() {
        return sent == 0 ? 0 : stamps[(sent - 1) % REMEMBERED];
    }

    /** {@return how long ago that was as DLSR has it, in units of 1/65536 s; 0 when there was none} */
    public int delay(long now) {
        return sent == 0 ? 0 : (int) ((now - nanos[(sent - 1) % REMEMBERED]) / 1000 * 65_536 / 1_000_000);
    }

    /**
     * @param stamp LSR of a report block
     * @param delay DLSR of it, in units of 1/65536 s
     * @return the round trip in microseconds; -1 if that report did not pass here, or the block says nonsense
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
