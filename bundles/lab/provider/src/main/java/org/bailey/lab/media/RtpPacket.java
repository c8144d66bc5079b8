package org.bailey.lab.media;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * One RTP packet (RFC 3550 section 5.1).
 *
 * <pre>
 *  0                   1                   2                   3
 * |V=2|P|X|  CC   |M|     PT      |       sequence number         |
 * |                           timestamp                           |
 * |                             SSRC                              |
 * </pre>
 */
public record RtpPacket(boolean marker, int payloadType, int sequence, long timestamp, long ssrc, byte[] payload) {
    private static final int HEADER_OCTETS = 12;

    public byte[] octets() {
        return ByteBuffer.allocate(HEADER_OCTETS + payload.length)
                .put((byte) 0x80)
                .put((byte) ((marker ? 0x80 : 0) | payloadType & 0x7F))
                .putShort((short) sequence)
                .putInt((int) timestamp)
                .putInt((int) ssrc)
                .put(payload)
                .array();
    }

    /** Reads a packet; null if the octets are none. Padding, CSRCs and header extension are cut away. */
    public static @Nullable RtpPacket read(ByteBuffer in) {
        int start = in.position();
        int length = in.remaining();
        if (length < HEADER_OCTETS || (in.get(start) & 0xC0) != 0x80) {
            return null;
        }
        int first = in.get(start);
        int second = in.get(start + 1);
        int head = HEADER_OCTETS + 4 * (first & 0x0F);
        if ((first & 0x10) != 0) {
            if (length < head + 4) {
                return null;
            }
            head += 4 + 4 * (in.getShort(start + head + 2) & 0xFFFF);
        }
        int padding = (first & 0x20) != 0 ? in.get(start + length - 1) & 0xFF : 0;
        if (head + padding > length) {
            return null;
        }
        byte[] payload = new byte[length - head - padding];
        in.get(start + head, payload);
        return new RtpPacket(
                (second & 0x80) != 0,
                second & 0x7F,
                in.getShort(start + 2) & 0xFFFF,
                in.getInt(start + 4) & 0xFFFF_FFFFL,
                in.getInt(start + 8) & 0xFFFF_FFFFL,
                payload);
    }
}
