package org.bailey.lab.media;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The little RTCP a phone must speak: sender report with CNAME, receiver report, PLI (RFC 3550 section 6, RFC 4585), and of
 * Microsoft's the video source request and the picture loss indication of its own ([MS-RTP] section 2.2.12).
 */
final class Rtcp {
    static final int SENDER_REPORT = 200;
    static final int RECEIVER_REPORT = 201;
    private static final int SOURCE_DESCRIPTION = 202;
    private static final int PAYLOAD_FEEDBACK = 206;
    private static final int APPLICATION = 15;
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

    /** Microsoft's picture loss indication for the base layer, alone. */
    static byte[] layerLoss(long ssrc, long source, int request) {
        ByteBuffer out = ByteBuffer.allocate(24);
        header(out, 1, PAYLOAD_FEEDBACK, 5);
        out.putInt((int) ssrc).putInt((int) source);
        return out.putShort((short) request).putShort((short) 0).put((byte) 1).array();
    }

    /**
     * A video source request, alone: whatever there is, up to 640x360 at 30 pictures a second; or nothing.
     *
     * @param bitsPerSecond 0 to stop the picture
     */
    static byte[] sourceRequest(long ssrc, int request, int payloadType, int bitsPerSecond, boolean keyFrame) {
        boolean stops = bitsPerSecond == 0;
        int source = stops ? -1 : -2;
        ByteBuffer out = ByteBuffer.allocate(stops ? 32 : 100);
        header(out, APPLICATION, PAYLOAD_FEEDBACK, out.capacity() / 4 - 1);
        out.putInt((int) ssrc).putInt(source);
        out.putShort((short) 1).putShort((short) (out.capacity() - 12)).putInt(source);
        out.putShort((short) request).putShort((short) 0);
        out.put((byte) 0)
                .put((byte) (keyFrame ? 0x80 : 0))
                .put((byte) (stops ? 0 : 1))
                .put((byte) 0x44)
                .putInt(0);
        if (!stops) {
            out.put((byte) payloadType).put((byte) 1).put((byte) 0).put((byte) 2);
            out.putShort((short) 640).putShort((short) 360);
            // one receiver in the first place of the histogram: from nine tenths to all of it
            out.putInt(bitsPerSecond / 10 * 9)
                    .putInt(0)
                    .putInt(bitsPerSecond / 10)
                    .putShort((short) 1);
            out.putInt(72, 0x1f).putShort(76, (short) 1).putShort(80, (short) 1).putInt(96, 640 * 360);
        }
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

    /**
     * What a compound packet asks of our picture.
     *
     * @param keyFrame PLI, FIR, or one of the next two that wants a key frame
     * @param layerLosses Microsoft's own form of PLI
     * @param sourceRequests video source requests
     * @param stops whether the last of them wants no picture
     */
    record Asked(boolean keyFrame, int layerLosses, int sourceRequests, boolean stops) {}

    static Asked asked(ByteBuffer in) {
        boolean keyFrame = false;
        boolean stops = false;
        int layerLosses = 0;
        int sourceRequests = 0;
        int at = in.position();
        while (at + 12 <= in.limit()) {
            int length = 4 + 4 * (in.getShort(at + 2) & 0xFFFF);
            int format = in.get(at) & 0x1F;
            boolean whole = at + length <= in.limit() && (in.get(at + 1) & 0xFF) == PAYLOAD_FEEDBACK;
            if (whole && (format == 1 || format == 4)) {
                keyFrame = true;
                layerLosses += format == 1 && length == 24 ? 1 : 0;
            } else if (whole && format == APPLICATION && length >= 32 && in.getShort(at + 12) == 1) {
                sourceRequests++;
                stops = in.getInt(at + 16) == -1 || in.get(at + 26) == 0;
                keyFrame |= !stops && (in.get(at + 25) & 0x80) != 0;
            }
            at += length;
        }
        return new Asked(keyFrame, layerLosses, sourceRequests, stops);
    }
}
