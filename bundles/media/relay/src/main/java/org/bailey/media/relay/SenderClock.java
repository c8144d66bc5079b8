package org.bailey.media.relay;

import java.nio.ByteBuffer;
import org.bailey.media.SenderReports;

/**
 * The clock a rewritten picture is sent by: its sender's own, so that picture and sound of it stay together, as its reports tell
 * it (RFC 3550 section 6.4.1), with the timestamps packets leave with.
 */
final class SenderClock {
    private static final int RATE = 90_000;
    private static final long SECOND = 1_000_000_000L;
    /** A sender that has told no time for so long is given ours. */
    private static final long PATIENCE_NANOS = 5 * SECOND;
    /** Who has sent nothing for so long is no sender (RFC 3550 section 6.3.8). */
    private static final long SENDER_NANOS = 5 * SECOND;

    private static final long SECONDS_1900_TO_1970 = 2_208_988_800L;

    private SenderClock() {}

    /** {@return whether there is something to report: packets left lately, and there is a clock} */
    static boolean runs(SenderReports sent, long nanos) {
        if (sent.size() == 0 || nanos - sent.nanos > SENDER_NANOS) {
            return false;
        }
        if (!sent.clocked && nanos - sent.begunNanos > PATIENCE_NANOS) {
            long millis = System.currentTimeMillis() - (nanos - sent.nanos) / 1_000_000;
            long ntp = millis / 1000 + SECONDS_1900_TO_1970 << 32 | (millis % 1000 << 32) / 1000;
            set(sent, ntp, sent.timestamp, sent.nanos);
            sent.ownClock = true;
        }
        return sent.clocked;
    }

    /**
     * The sender has told its time.
     *
     * @param timestamp of that moment, as packets leave with it
     */
    static void set(SenderReports sent, long ntp, int timestamp, long nanos) {
        sent.clocked = true;
        sent.ownClock = false;
        sent.clock = ntp;
        sent.clockTimestamp = timestamp;
        sent.clockNanos = nanos;
    }

    /** Writes what a sender report has behind its SSRC: the time, its timestamp, packets and bytes. */
    static void write(ByteBuffer packet, SenderReports sent, int place, long nanos) {
        long since = nanos - sent.clockNanos;
        packet.putLong(sent.clock + (since / SECOND << 32) + (since % SECOND << 32) / SECOND);
        packet.putInt(sent.clockTimestamp + (int) (since / 1000 * RATE / 1_000_000));
        packet.putInt((int) sent.packets(place)).putInt((int) sent.bytes(place));
    }
}
