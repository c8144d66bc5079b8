package org.bailey.media.relay.srtp;

import java.nio.ByteBuffer;
import org.bailey.media.PacketPath;

/**
 * Where a packet lies while it is worked on: the JDK's ciphers want arrays. One for each thread, so that it stays in the
 * processor's cache.
 *
 * <pre>
 * | packet ... room | counter blocks | tag | word |
 * | key stream, plain text          |                each octet where its packet's is: the compiler makes vectors of it
 * </pre>
 */
public final class Desk {
    /** The longest packet there is room for, in bytes. */
    public static final int MOST = 16_384;

    static final int COUNTERS = MOST + PacketPath.ROOM;
    static final int TAG = COUNTERS + MOST + PacketPath.ROOM;
    static final int WORD = TAG + 20;
    private static final int BYTES = WORD + 4;

    // nothing but the JDK's classes in them: a thread outlives this code
    private static final ThreadLocal<ByteBuffer> DESKS = ThreadLocal.withInitial(() -> ByteBuffer.allocate(BYTES));
    private static final ThreadLocal<byte[]> STREAMS = ThreadLocal.withInitial(() -> new byte[COUNTERS]);

    private Desk() {}

    static byte[] stream() {
        return STREAMS.get();
    }

    /** {@return a copy of the packet, from 0 to its limit, until the next one is taken} */
    public static ByteBuffer take(ByteBuffer packet) {
        ByteBuffer desk = DESKS.get();
        int length = packet.remaining();
        packet.get(packet.position(), desk.array(), 0, length);
        return desk.position(0).limit(length);
    }

    /** Puts what lies on the desk back where the packet was. */
    public static void back(ByteBuffer desk, ByteBuffer packet) {
        int length = desk.limit();
        int start = packet.position();
        packet.limit(start + length);
        packet.put(start, desk.array(), 0, length);
    }
}
