package org.bailey.media.relay;

import java.nio.ByteBuffer;
import org.bailey.media.FeedbackTerms;
import org.bailey.media.OwnReports;
import org.bailey.media.Reception;
import org.bailey.media.StreamState;

/**
 * A receiver report of our own with a description (RFC 3550 sections 6.4.2 and 6.5), for a Microsoft client that hears none of
 * the other side: some phones make none, many make none on hold, and a client that hears neither RTP nor RTCP ends the call.
 *
 * <pre>
 * | RR | who | about whom, loss, highest, jitter, last report, delay | SDES | who | CNAME, 16 digits | 0 0 |
 * </pre>
 */
final class OwnReport {
    private static final int ONE_SOURCE = 0x8100_0000;
    private static final int NO_SOURCE = 0x8000_0000;
    private static final int RECEIVER_REPORT = 201 << 16;
    private static final int DESCRIPTION = 202 << 16;
    private static final int CNAME = 1;
    private static final int DIGITS = 16;
    private static final int MOST_LOST = 0x7f_ffff;
    // nothing but the JDK's classes in it: a thread outlives this code
    private static final ThreadLocal<ByteBuffer> SCRATCH =
            ThreadLocal.withInitial(() -> ByteBuffer.allocateDirect(512));

    private OwnReport() {}

    /** @param every how long the other side may be silent; 0 for always */
    static boolean due(StreamState stream, long nanos, long every) {
        OwnReports own = stream.ownReports;
        FeedbackTerms terms = stream.control.terms;
        boolean wanted = every > 0
                && terms != null
                && terms.microsoft()
                && stream.opposite != null
                && stream.rtcpSource.target != null;
        if (!wanted || !own.begun) {
            own.begun = wanted;
            own.nanos = nanos;
            return false;
        }
        return nanos - own.nanos >= every;
    }

    /** {@return the packet, valid until the next one} */
    static ByteBuffer about(StreamState stream, StreamState opposite, long nanos) {
        OwnReports own = stream.ownReports;
        Reception reception = stream.reception;
        own.nanos = nanos;
        int who = opposite.reception.begun
                ? opposite.ssrcs.told(opposite.reception.ssrc)
                : opposite.ssrcs.first(stream.control.ownSource);
        ByteBuffer packet = SCRATCH.get().clear();
        packet.putInt(reception.begun ? ONE_SOURCE | RECEIVER_REPORT | 7 : NO_SOURCE | RECEIVER_REPORT | 1);
        packet.putInt(who);
        if (reception.begun) {
            long expected = reception.highest - reception.first + 1;
            long lost = Math.max(-MOST_LOST, Math.min(MOST_LOST, expected - reception.received));
            packet.putInt(reception.ssrc);
            packet.putInt(fraction(own, reception, expected) << 24 | (int) lost & 0xff_ffff);
            packet.putInt((int) reception.highest);
            packet.putInt(reception.jitter16 >> 4);
            packet.putInt(stream.reports.last());
            packet.putInt(stream.reports.delay(nanos));
            own.expected = expected;
            own.received = reception.received;
        }
        packet.putInt(ONE_SOURCE | DESCRIPTION | 6);
        packet.putInt(who);
        packet.put((byte) CNAME).put((byte) DIGITS);
        for (int shift = 60; shift >= 0; shift -= 4) {
            int digit = (int) (own.name >>> shift) & 0xf;
            packet.put((byte) (digit < 10 ? '0' + digit : 'a' + digit - 10));
        }
        return packet.putShort((short) 0).flip();
    }

    /** RFC 3550 A.3: the share that was lost since the last report, in 256ths. */
    private static int fraction(OwnReports own, Reception reception, long expected) {
        boolean sameNumbers = expected >= own.expected && reception.received >= own.received;
        long due = expected - (sameNumbers ? own.expected : 0);
        long lost = due - (reception.received - (sameNumbers ? own.received : 0));
        return due <= 0 || lost <= 0 ? 0 : (int) Math.min(255, (lost << 8) / due);
    }
}
