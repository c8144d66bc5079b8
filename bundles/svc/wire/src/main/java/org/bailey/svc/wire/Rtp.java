package org.bailey.svc.wire;

import java.nio.ByteBuffer;

/**
 * The header of an RTP packet that lies from position to limit (RFC 3550 section 5.1).
 *
 * <pre>
 * |V=2|P|X|  CC   |M|     PT      |        sequence number        |
 * |                           timestamp                           |
 * |                             SSRC                              |
 * | CC contributors, and with X: | profile | words | extension ...
 * </pre>
 */
public final class Rtp {
    /** Length of a header without contributors and extension. */
    public static final int HEADER = 12;

    private Rtp() {}

    /** {@return where the payload begins; -1 if this is no RTP} */
    public static int payloadStart(ByteBuffer packet) {
        int at = packet.position();
        int end = packet.limit();
        if (end - at < HEADER || (packet.get(at) & 0xc0) != 0x80) {
            return -1;
        }
        int start = at + HEADER + 4 * (packet.get(at) & 0xf);
        if ((packet.get(at) & 0x10) != 0) {
            if (start + 4 > end) {
                return -1;
            }
            start += 4 + 4 * (packet.getShort(start + 2) & 0xffff);
        }
        return start <= end ? start : -1;
    }

    /** {@return behind the payload, which padding may follow; -1 if the padding is longer than what there is} */
    public static int payloadEnd(ByteBuffer packet, int payloadStart) {
        int end = packet.limit();
        if ((packet.get(packet.position()) & 0x20) == 0) {
            return end;
        }
        int padding = end > payloadStart ? packet.get(end - 1) & 0xff : 0;
        return padding > 0 && end - padding >= payloadStart ? end - padding : -1;
    }

    public static boolean marker(ByteBuffer packet) {
        return packet.get(packet.position() + 1) < 0;
    }

    public static void mark(ByteBuffer packet) {
        int at = packet.position() + 1;
        packet.put(at, (byte) (packet.get(at) | 0x80));
    }

    public static int sequence(ByteBuffer packet) {
        return packet.getShort(packet.position() + 2) & 0xffff;
    }

    public static int timestamp(ByteBuffer packet) {
        return packet.getInt(packet.position() + 4);
    }

    public static int ssrc(ByteBuffer packet) {
        return packet.getInt(packet.position() + 8);
    }

    /** Writes a header without marker, contributors and extension. */
    public static void header(ByteBuffer out, int payloadType, int sequence, int timestamp, int ssrc) {
        out.put((byte) 0x80).put((byte) payloadType).putShort((short) sequence);
        out.putInt(timestamp).putInt(ssrc);
    }
}
