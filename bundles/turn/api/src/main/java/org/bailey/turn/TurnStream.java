package org.bailey.turn;

import java.nio.ByteBuffer;

/** How messages follow each other on a TCP or TLS connection to a server (RFC 8656 section 12.5). */
public final class TurnStream {
    /** A STUN message has so many bytes at most: header and a length of 16 bits; channel data has less. */
    public static final int LONGEST = 20 + 0xFFFC;

    private TurnStream() {}

    /**
     * Looks at what comes next.
     *
     * @param stream from position to limit, not changed
     * @return bytes of the next message with its padding, which {@link TurnClient#received} takes as a whole; 0 while fewer
     *     than four bytes are there to tell
     * @throws IllegalArgumentException when neither STUN nor channel data begins here, and the connection is of no more use
     */
    public static int next(ByteBuffer stream) {
        if (stream.remaining() < 4) {
            return 0;
        }
        int first = stream.getShort(stream.position()) & 0xFFFF;
        int length = stream.getShort(stream.position() + 2) & 0xFFFF;
        if (first < 0x4000 && (length & 3) == 0) {
            return 20 + length;
        }
        if (first >= Channel.FIRST && first <= Channel.LAST) {
            return 4 + (length + 3 & ~3);
        }
        throw new IllegalArgumentException(
                "neither STUN nor channel data on the connection: it begins with 0x" + Integer.toHexString(first));
    }
}
