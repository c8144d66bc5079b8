package org.bailey.media.relay;

import java.nio.ByteBuffer;

/**
 * The fixed header of RTP (RFC 3550 section 5.1) and what tells RTCP from it (RFC 5761 section 4), read in place.
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * |V=2|P|X|  CC   |M|     PT      |       sequence number         |
 * |                           timestamp                           |
 * |           synchronization source (SSRC) identifier            |
 * |            contributing source (CSRC) identifiers             |
 * </pre>
 */
final class RtpHeader {
    private static final int FIXED = 12;
    private static final int RTCP_SHORTEST = 8;

    private RtpHeader() {}

    /** {@return whether the packet is RTP of version 2 whose header, extension and padding lie within it} */
    static boolean wellFormed(ByteBuffer packet) {
        int start = packet.position();
        int length = packet.remaining();
        if (length < FIXED) {
            return false;
        }
        int first = packet.get(start);
        if ((first & 0xc0) != 0x80) {
            return false;
        }
        int header = FIXED + 4 * (first & 0x0f);
        if ((first & 0x10) != 0) {
            if (length < header + 4) {
                return false;
            }
            header += 4 + 4 * (packet.getShort(start + header + 2) & 0xffff);
        }
        int padding = 0;
        if ((first & 0x20) != 0) {
            padding = packet.get(start + length - 1) & 0xff;
            if (padding == 0) {
                return false;
            }
        }
        return header + padding <= length;
    }

    /** {@return whether the datagram begins with an RTCP packet whose length lies within it} */
    static boolean isRtcp(ByteBuffer packet) {
        int start = packet.position();
        int length = packet.remaining();
        return length >= RTCP_SHORTEST
                && (packet.get(start) & 0xc0) == 0x80
                && looksLikeRtcp(packet)
                && 4 * ((packet.getShort(start + 2) & 0xffff) + 1) <= length;
    }

    /** RTCP types 192 to 223 are what RTP would read as a marker and payload types 64 to 95, which RTP avoids. */
    static boolean looksLikeRtcp(ByteBuffer packet) {
        return packet.remaining() > 1 && (packet.get(packet.position() + 1) & 0xe0) == 0xc0;
    }

    static int payloadType(ByteBuffer packet) {
        return packet.get(packet.position() + 1) & 0x7f;
    }

    /** Puts another payload type in and leaves the marker as it is. */
    static void payloadType(ByteBuffer packet, int type) {
        int at = packet.position() + 1;
        packet.put(at, (byte) (packet.get(at) & 0x80 | type));
    }

    static int sequence(ByteBuffer packet) {
        return packet.getShort(packet.position() + 2) & 0xffff;
    }

    static int timestamp(ByteBuffer packet) {
        return packet.getInt(packet.position() + 4);
    }

    static int ssrc(ByteBuffer packet) {
        return packet.getInt(packet.position() + 8);
    }

    static void ssrc(ByteBuffer packet, int ssrc) {
        packet.putInt(packet.position() + 8, ssrc);
    }
}
