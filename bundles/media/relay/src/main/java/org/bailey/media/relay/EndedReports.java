package org.bailey.media.relay;

import java.nio.ByteBuffer;
import org.bailey.media.Reception;
import org.bailey.media.RewritingState;
import org.bailey.media.SenderReports;
import org.bailey.media.StreamState;

/**
 * Reads reports that end here, of one side of a line whose packets are rewritten (RFC 3550 sections 6.4 and 6.5): its clock and
 * name, which go into {@link OwnReport}s to the other side, and what it says of the packets it got from us. A BYE ends here too:
 * the number the other side knows goes on.
 */
final class EndedReports {
    private static final int SENDER_REPORT = 200;
    private static final int RECEIVER_REPORT = 201;
    private static final int DESCRIPTION = 202;
    private static final int CNAME = 1;
    private static final int BLOCK = 24;

    private EndedReports() {}

    /**
     * @param stream what comes from the side that sent the packet
     * @param opposite what goes to that side
     */
    static void read(ByteBuffer packet, StreamState stream, StreamState opposite, long nanos) {
        int at = packet.position();
        int reporter = at + 8 <= packet.limit() ? packet.getInt(at + 4) : 0;
        while (at + 8 <= packet.limit()) {
            int end = at + 4 * ((packet.getShort(at + 2) & 0xffff) + 1);
            if (end > packet.limit() || end < at + 8) {
                return;
            }
            int type = packet.get(at + 1) & 0xff;
            if (type == SENDER_REPORT && end - at >= 28) {
                sender(packet, at, stream, nanos);
                blocks(packet, at, at + 28, end, stream, opposite, nanos);
            } else if (type == RECEIVER_REPORT) {
                blocks(packet, at, at + 8, end, stream, opposite, nanos);
            } else if (type == DESCRIPTION && packet.getInt(at + 4) == reporter) {
                name(packet, at + 8, end, stream.sender);
            }
            at = end;
        }
    }

    private static void sender(ByteBuffer packet, int at, StreamState stream, long nanos) {
        int source = packet.getInt(at + 4);
        Reception reception = stream.receptions.find(source);
        if (reception != null) {
            reception.reportStamp = packet.getInt(at + 10);
            reception.reportNanos = nanos;
        }
        RewritingState state = stream.rewriting;
        long clock = packet.getLong(at + 8);
        if (clock != 0 && state != null && state.source() == (source & 0xffff_ffffL)) {
            SenderClock.set(stream.sender, clock, packet.getInt(at + 16) + state.shift(), nanos);
        }
    }

    private static void blocks(
            ByteBuffer packet, int at, int first, int end, StreamState stream, StreamState opposite, long nanos) {
        int count = packet.get(at) & 0x1f;
        long lost = 0;
        boolean about = false;
        for (int i = 0, block = first; i < count && block + BLOCK <= end; i++, block += BLOCK) {
            if (opposite.sender.place(packet.getInt(block)) >= 0) {
                about = true;
                lost += packet.getInt(block + 4) << 8 >> 8;
                long trip =
                        opposite.reports.roundTripMicros(packet.getInt(block + 16), packet.getInt(block + 20), nanos);
                stream.roundTripMicros = trip >= 0 ? trip : stream.roundTripMicros;
            }
        }
        if (about) {
            // packets that come twice are counted against the lost ones; a counter does not fall
            opposite.sender.lost = Math.max(opposite.sender.lost, lost);
        }
    }

    /** The items of the first chunk: type, length, text; a zero ends them. */
    private static void name(ByteBuffer packet, int from, int end, SenderReports sender) {
        int item = from;
        while (item + 2 <= end && packet.get(item) != 0) {
            int length = packet.get(item + 1) & 0xff;
            if (item + 2 + length > end) {
                return;
            }
            if (packet.get(item) == CNAME) {
                keep(packet, item + 2, length, sender);
                return;
            }
            item += 2 + length;
        }
    }

    private static void keep(ByteBuffer packet, int from, int length, SenderReports sender) {
        byte[] known = sender.name;
        boolean same = known != null && known.length == length;
        for (int i = 0; same && known != null && i < length; i++) {
            same = known[i] == packet.get(from + i);
        }
        if (!same) {
            byte[] name = new byte[length];
            packet.get(from, name);
            sender.name = name;
        }
    }
}
