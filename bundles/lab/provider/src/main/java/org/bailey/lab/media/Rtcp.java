package org.bailey.lab.media;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The little RTCP a phone must speak: sender report with CNAME, receiver report, PLI (RFC 3550 section 6, RFC 4585). */
final class Rtcp {
    static final int SENDER_REPORT = 200;
    static final int RECEIVER_REPORT = 201;
    private static final int SOURCE_DESCRIPTION = 202;
    private static final int PAYLOAD_FEEDBACK = 206;
    private static final long NTP_EPOCH_OFFSET_SECONDS = 2_208_988_800L;

    private Rtcp() {}

    /** A sender report and the CNAME as one compound packet. */
    static byte[] senderReport(long ssrc, long rtpTime, long packets, long octets, String cname, long nowMillis) {
        byte[] name = cname.getBytes(StandardCharsets.US_ASCII);
        int chunkWords = (4 + 2 + name.length + 1 + 3) / 4;
        ByteBuffer out = ByteBuffer.allocate(28 + 4 + 4 * chunkWords);
        header(out, 0, SENDER_REPORT, 6);
        out.putInt((int) ssrc);
        out.putInt((int) (nowMillis / 1_000 + NTP_EPOCH_OFFSET_SECONDS));
        out.putInt((int) ((nowMillis % 1_000 << 32) / 1_000));
        out.putInt((int) rtpTime).putInt((int) packets).putInt((int) octets);
        header(out, 1, SOURCE_DESCRIPTION, chunkWords);
        out.putInt((int) ssrc).put((byte) 1).put((byte) name.length).put(name);
        return out.array();
    }

    /** An empty receiver report followed by a picture loss indication about {@code source}. */
    static byte[] pictureLoss(long ssrc, long source) {
        ByteBuffer out = ByteBuffer.allocate(8 + 12);
        header(out, 0, RECEIVER_REPORT, 1);
        out.putInt((int) ssrc);
        header(out, 1, PAYLOAD_FEEDBACK, 2);
        out.putInt((int) ssrc).putInt((int) source);
        return out.array();
    }

    private static void header(ByteBuffer out, int count, int type, int words) {
        out.put((byte) (0x80 | count)).put((byte) type).putShort((short) words);
    }

    /** Whether octets look like RTCP (RFC 5761 section 4). */
    static boolean looksLike(ByteBuffer in) {
        int start = in.position();
        return in.remaining() >= 8
                && (in.get(start) & 0xC0) == 0x80
                && (in.get(start + 1) & 0xFF) >= 192
                && (in.get(start + 1) & 0xFF) <= 223;
    }

    /** Whether a compound packet asks for a key frame: PLI (PT 206 FMT 1) or FIR (FMT 4). */
    static boolean asksForKeyFrame(ByteBuffer in) {
        int at = in.position();
        while (at + 4 <= in.limit()) {
            int format = in.get(at) & 0x1F;
            if ((in.get(at + 1) & 0xFF) == PAYLOAD_FEEDBACK && (format == 1 || format == 4)) {
                return true;
            }
            at += 4 + 4 * (in.getShort(at + 2) & 0xFFFF);
        }
        return false;
    }
}
