package org.bailey.media.relay;

import java.nio.ByteBuffer;
import org.bailey.media.FeedbackTerms;
import org.bailey.media.OwnReports;
import org.bailey.media.Reception;
import org.bailey.media.SenderReports;
import org.bailey.media.StreamState;
import org.jspecify.annotations.Nullable;

/**
 * A report of our own with a description (RFC 3550 sections 6.4 and 6.5) to the sender of a stream: for a Microsoft client that
 * hears none of the other side, as some phones make none, many make none on hold, and a client that hears neither RTP nor RTCP
 * ends the call; and for both sides of a line whose packets are rewritten, as theirs are about packets the other has not seen.
 *
 * <pre>
 * | SR or RR | who | what was sent to it | for each of its sources: loss, highest, jitter, last report, delay |
 * | SR | further layers ...| SDES | who | CNAME | 0 | further layers ... |
 * </pre>
 */
final class OwnReport {
    private static final int VERSION = 0x8000_0000;
    private static final int SENDER_REPORT = 200 << 16;
    private static final int RECEIVER_REPORT = 201 << 16;
    private static final int DESCRIPTION = 202 << 16;
    private static final int CNAME = 1;
    private static final int DIGITS = 16;
    private static final int MOST_LOST = 0x7f_ffff;
    private static final int ROOM = 4096;
    /** Of whom nothing came for so long nothing is said. */
    private static final long SILENT_NANOS = 10_000_000_000L;
    // nothing but the JDK's classes in it: a thread outlives this code
    private static final ThreadLocal<ByteBuffer> SCRATCH =
            ThreadLocal.withInitial(() -> ByteBuffer.allocateDirect(ROOM));

    private OwnReport() {}

    /** {@return whether reports of a line end here} */
    static boolean ends(StreamState stream) {
        StreamState opposite = stream.opposite;
        return stream.picture != null || opposite != null && opposite.picture != null;
    }

    static boolean due(StreamState stream, long nanos, RelaySettings settings) {
        OwnReports own = stream.ownReports;
        FeedbackTerms terms = stream.control.terms;
        boolean ends = ends(stream);
        long every = ends ? settings.pictureReportNanos() : settings.ownReportNanos();
        boolean wanted = every > 0
                && terms != null
                && (ends || terms.microsoft())
                && stream.opposite != null
                && stream.rtcpSource.target != null;
        if (!wanted || !own.begun) {
            own.begun = wanted;
            own.nanos = nanos;
            return false;
        }
        return nanos - own.nanos >= every;
    }

    /** {@return the number we speak under to the sender of a stream: that of what arrives there} */
    static int speaker(StreamState stream, StreamState opposite) {
        return opposite.picture == null && opposite.reception.begun
                ? opposite.ssrcs.told(opposite.reception.ssrc)
                : opposite.leavingSource();
    }

    /** {@return the packet, valid until the next one} */
    static ByteBuffer about(StreamState stream, StreamState opposite, long nanos) {
        stream.ownReports.nanos = nanos;
        int who = speaker(stream, opposite);
        ByteBuffer packet = SCRATCH.get().clear();
        SenderReports sent = opposite.sender;
        boolean sends = ends(stream) && SenderClock.runs(sent, nanos);
        int place = sends ? sent.place(who) : -1;
        if (place >= 0) {
            packet.putInt(VERSION | SENDER_REPORT).putInt(who);
            SenderClock.write(packet, sent, place, nanos);
            opposite.reports.sent(packet.getInt(10), nanos);
        } else {
            packet.putInt(VERSION | RECEIVER_REPORT).putInt(who);
        }
        int blocks = ends(stream) ? each(packet, stream, nanos) : one(packet, stream.reception, nanos);
        packet.put(0, (byte) (packet.get(0) | blocks)).putShort(2, (short) (packet.position() / 4 - 1));
        for (int i = 0; sends && i < sent.size(); i++) {
            if (i != place) {
                packet.putInt(VERSION | SENDER_REPORT | 6).putInt(sent.source(i));
                SenderClock.write(packet, sent, i, nanos);
            }
        }
        describe(packet, who, sends ? sent : null, opposite.sender.name, stream.ownReports.name);
        return packet.flip();
    }

    private static int each(ByteBuffer packet, StreamState stream, long nanos) {
        int blocks = 0;
        for (int i = 0; i < stream.receptions.size(); i++) {
            Reception reception = stream.receptions.get(i);
            if (nanos - reception.heardNanos < SILENT_NANOS) {
                blocks += one(packet, reception, nanos);
            }
        }
        return blocks;
    }

    /** {@return how many blocks that are} */
    private static int one(ByteBuffer packet, Reception reception, long nanos) {
        if (!reception.begun) {
            return 0;
        }
        long expected = reception.highest - reception.first + 1;
        long lost = Math.max(-MOST_LOST, Math.min(MOST_LOST, expected - reception.received));
        packet.putInt(reception.ssrc);
        packet.putInt(fraction(reception, expected) << 24 | (int) lost & 0xff_ffff);
        packet.putInt((int) reception.highest);
        packet.putInt(reception.jitter16 >> 4);
        packet.putInt(reception.reportStamp);
        long since = reception.reportStamp == 0 ? 0 : nanos - reception.reportNanos;
        packet.putInt((int) (since / 1000 * 65_536 / 1_000_000));
        reception.toldExpected = expected;
        reception.toldReceived = reception.received;
        return 1;
    }

    /** RFC 3550 A.3: the share that was lost since the last report, in 256ths. */
    private static int fraction(Reception reception, long expected) {
        boolean sameNumbers = expected >= reception.toldExpected && reception.received >= reception.toldReceived;
        long due = expected - (sameNumbers ? reception.toldExpected : 0);
        long lost = due - (reception.received - (sameNumbers ? reception.toldReceived : 0));
        return due <= 0 || lost <= 0 ? 0 : (int) Math.min(255, (lost << 8) / due);
    }

    private static void describe(
            ByteBuffer packet, int who, @Nullable SenderReports sent, byte @Nullable [] name, long ownName) {
        int start = packet.position();
        packet.putInt(VERSION | DESCRIPTION);
        chunk(packet, who, name, ownName);
        int chunks = 1;
        for (int i = 0; sent != null && i < sent.size(); i++) {
            if (sent.source(i) != who) {
                chunk(packet, sent.source(i), name, ownName);
                chunks++;
            }
        }
        packet.put(start, (byte) (packet.get(start) | chunks));
        packet.putShort(start + 2, (short) ((packet.position() - start) / 4 - 1));
    }

    private static void chunk(ByteBuffer packet, int who, byte @Nullable [] name, long ownName) {
        packet.putInt(who).put((byte) CNAME);
        if (name == null) {
            packet.put((byte) DIGITS);
            for (int shift = 60; shift >= 0; shift -= 4) {
                int digit = (int) (ownName >>> shift) & 0xf;
                packet.put((byte) (digit < 10 ? '0' + digit : 'a' + digit - 10));
            }
        } else {
            packet.put((byte) name.length).put(name);
        }
        do {
            packet.put((byte) 0);
        } while (packet.position() % 4 != 0);
    }
}
