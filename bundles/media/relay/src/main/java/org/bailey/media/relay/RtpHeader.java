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

    /** {@return length of header, contributors and extension; -1 unless the packet is RTP of version 2 and they lie within it} */
    static int length(ByteBuffer packet) {
        int start = packet.position();
        int length = packet.remaining();
        if (length < FIXED) {
            return -1;
        }
        int first = packet.get(start);
        if ((first & 0xc0) != 0x80) {
            return -1;
        }
        int header = FIXED + 4 * (first & 0x0f);
        if ((first & 0x10) != 0) {
            if (length < header + 4) {
                return -1;
            }
            header += 4 + 4 * (packet.getShort(start + header + 2) & 0xffff);
        }
        return header <= length ? header : -1;
    }

    static int contributors(ByteBuffer packet) {
        return packet.get(packet.position()) & 0x0f;
    }

    /** Takes the contributors out; what is behind them moves up. {@return by so many bytes} */
    static int dropContributors(ByteBuffer packet) {
        int start = packet.position();
        int bytes = 4 * contributors(packet);
        int from = start + FIXED + bytes;
        packet.put(start, (byte) (packet.get(start) & 0xf0));
        packet.put(start + FIXED, packet, from, packet.limit() - from);
        packet.limit(packet.limit() - bytes);
        return bytes;
    }

    /** {@return whether the padding of a plain packet, if any, lies behind its header} */
    static boolean padded(ByteBuffer packet, int header) {
        if ((packet.get(packet.position()) & 0x20) == 0) {
            return true;
        }
        int padding = packet.get(packet.limit() - 1) & 0xff;
        return padding != 0 && header + padding <= packet.remaining();
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
