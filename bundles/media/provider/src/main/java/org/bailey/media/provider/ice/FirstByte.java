package org.bailey.media.provider.ice;

import java.nio.ByteBuffer;

/** What a datagram is, by its first byte (RFC 7983 section 7). */
public final class FirstByte {
    private FirstByte() {}

    /** {@return whether it begins as RTP and RTCP do} */
    public static boolean isMedia(ByteBuffer packet) {
        return packet.hasRemaining() && (packet.get(packet.position()) & 0xc0) == 0x80;
    }

    static boolean isStun(ByteBuffer packet) {
        return packet.hasRemaining() && (packet.get(packet.position()) & 0xfc) == 0;
    }
}
