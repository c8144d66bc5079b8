package org.bailey.media.relay;

import java.nio.ByteBuffer;
import org.bailey.media.SrtpContext;
import org.bailey.media.SrtpSource;
import org.bailey.media.StreamState;

/**
 * Puts the numbers sources have on the other side into a compound RTCP packet, in place: who reports (RFC 3550 section 6.4),
 * about whom, and whom feedback is for (RFC 4585 section 6.1, RFC 5104 sections 4.2 and 4.3). Nobody gets a number by being
 * named: only who is heard has one to lose. What a report says of losses,
 * delay and time goes end to end; on the way it tells the round trip of this leg.
 */
final class RtcpSources {
    private static final int SENDER_REPORT = 200;
    private static final int RECEIVER_REPORT = 201;
    private static final int DESCRIPTION = 202;
    private static final int BYE = 203;
    private static final int TRANSPORT_FEEDBACK = 205;
    private static final int PAYLOAD_FEEDBACK = 206;
    private static final int FULL_INTRA_REQUEST = 4;
    private static final int BLOCK = 24;

    private RtcpSources() {}

    /**
     * @param stream what comes from the side that sent the packet
     * @param opposite what goes to that side, which it reports about
     */
    static void rewrite(ByteBuffer packet, StreamState stream, StreamState opposite, long nanos) {
        int at = packet.position();
        int reporter = at + 8 <= packet.limit() ? packet.getInt(at + 4) : 0;
        while (at + 8 <= packet.limit()) {
            int end = at + 4 * ((packet.getShort(at + 2) & 0xffff) + 1);
            if (end > packet.limit() || (packet.get(at) & 0xc0) != 0x80) {
                return;
            }
            if (end - at >= 8) {
                one(packet, at, end, reporter, stream, opposite, nanos);
            }
            at = end;
        }
    }

    private static void one(
            ByteBuffer packet, int at, int end, int reporter, StreamState stream, StreamState opposite, long nanos) {
        int count = packet.get(at) & 0x1f;
        int type = packet.get(at + 1) & 0xff;
        if (type == BYE) {
            for (int i = 0, source = at + 4; i < count && source + 4 <= end; i++, source += 4) {
                named(packet, source, stream);
            }
            return;
        }
        if (type == DESCRIPTION) {
            descriptions(packet, at + 4, end, count, reporter, stream);
            return;
        }
        forth(packet, at + 4, stream);
        if (type == SENDER_REPORT || type == RECEIVER_REPORT) {
            int block = at + (type == SENDER_REPORT ? 28 : 8);
            if (type == SENDER_REPORT && block <= end) {
                noted(stream, packet.getInt(at + 10), nanos);
            }
            for (int i = 0; i < count && block + BLOCK <= end; i++, block += BLOCK) {
                reported(packet, block, stream, opposite, nanos);
            }
        } else if ((type == TRANSPORT_FEEDBACK || type == PAYLOAD_FEEDBACK) && end - at >= 12) {
            back(packet, at + 8, opposite);
            boolean names = type == PAYLOAD_FEEDBACK && count == FULL_INTRA_REQUEST
                    || type == TRANSPORT_FEEDBACK && (count == 3 || count == 4);
            for (int entry = at + 12; names && entry + 8 <= end; entry += 8) {
                back(packet, entry, opposite);
            }
        }
    }

    /** RFC 3550 section 6.5: each chunk is an SSRC, items, and zeros up to the next word. */
    private static void descriptions(
            ByteBuffer packet, int from, int end, int chunks, int reporter, StreamState stream) {
        int at = from;
        for (int i = 0; i < chunks && at + 4 <= end; i++) {
            if (packet.getInt(at) == reporter) {
                forth(packet, at, stream);
            } else {
                named(packet, at, stream);
            }
            int item = at + 4;
            while (item + 1 < end && packet.get(item) != 0) {
                item += 2 + (packet.get(item + 1) & 0xff);
            }
            at = from + (item + 4 - from & ~3);
        }
    }

    private static void noted(StreamState stream, int stamp, long nanos) {
        stream.reports.sent(stamp, nanos);
        stream.reception.reportStamp = stamp;
        stream.reception.reportNanos = nanos;
    }

    private static void reported(ByteBuffer packet, int block, StreamState stream, StreamState opposite, long nanos) {
        SrtpContext sent = opposite.send;
        SrtpSource source = sent == null ? null : sent.source(packet.getInt(block));
        if (source != null && source.shift != 0) {
            packet.putInt(block + 8, packet.getInt(block + 8) - source.shift);
        }
        long trip = opposite.reports.roundTripMicros(packet.getInt(block + 16), packet.getInt(block + 20), nanos);
        if (trip >= 0) {
            stream.roundTripMicros = trip;
        }
        back(packet, block, opposite);
    }

    private static void forth(ByteBuffer packet, int at, StreamState stream) {
        packet.putInt(at, stream.ssrcs.told(packet.getInt(at)));
    }

    /** Who was never heard keeps its number: it is nobody there. */
    private static void named(ByteBuffer packet, int at, StreamState stream) {
        long known = stream.ssrcs.known(packet.getInt(at));
        if (known >= 0) {
            packet.putInt(at, (int) known);
        }
    }

    private static void back(ByteBuffer packet, int at, StreamState opposite) {
        packet.putInt(at, opposite.ssrcs.source(packet.getInt(at)));
    }
}
