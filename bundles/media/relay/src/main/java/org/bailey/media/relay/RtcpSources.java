package org.bailey.media.relay;

import java.nio.ByteBuffer;
import org.bailey.media.SsrcMap;
import org.jspecify.annotations.Nullable;

/**
 * Puts the numbers sources have on the other side into a compound RTCP packet, in place: who reports (RFC 3550 section 6.4),
 * about whom, and whom feedback is for (RFC 4585 section 6.1, RFC 5104 sections 4.2 and 4.3).
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
     * @param reporters numbers of the sources the packet comes from
     * @param reported numbers of the sources it is about: those of the opposite direction
     */
    static void rewrite(ByteBuffer packet, SsrcMap reporters, @Nullable SsrcMap reported) {
        int at = packet.position();
        while (at + 8 <= packet.limit()) {
            int end = at + 4 * ((packet.getShort(at + 2) & 0xffff) + 1);
            if (end > packet.limit() || (packet.get(at) & 0xc0) != 0x80) {
                return;
            }
            one(packet, at, end, reporters, reported);
            at = end;
        }
    }

    private static void one(ByteBuffer packet, int at, int end, SsrcMap reporters, @Nullable SsrcMap reported) {
        int count = packet.get(at) & 0x1f;
        int type = packet.get(at + 1) & 0xff;
        if (type == DESCRIPTION || type == BYE) {
            // of several sources only the first is known to have packets of its own here
            if (count > 0) {
                packet.putInt(at + 4, reporters.sent(packet.getInt(at + 4)));
            }
            return;
        }
        packet.putInt(at + 4, reporters.sent(packet.getInt(at + 4)));
        if (reported == null) {
            return;
        }
        if (type == SENDER_REPORT || type == RECEIVER_REPORT) {
            int block = at + (type == SENDER_REPORT ? 28 : 8);
            for (int i = 0; i < count && block + BLOCK <= end; i++, block += BLOCK) {
                back(packet, block, reported);
            }
        } else if ((type == TRANSPORT_FEEDBACK || type == PAYLOAD_FEEDBACK) && end - at >= 12) {
            back(packet, at + 8, reported);
            boolean names = type == PAYLOAD_FEEDBACK && count == FULL_INTRA_REQUEST
                    || type == TRANSPORT_FEEDBACK && (count == 3 || count == 4);
            for (int entry = at + 12; names && entry + 8 <= end; entry += 8) {
                back(packet, entry, reported);
            }
        }
    }

    private static void back(ByteBuffer packet, int at, SsrcMap reported) {
        packet.putInt(at, reported.source(packet.getInt(at)));
    }
}
