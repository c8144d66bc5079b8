package org.bailey.media.relay.srtp;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
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
    private static final ThreadLocal<ByteBuffer> OTHERS = ThreadLocal.withInitial(() -> ByteBuffer.allocate(BYTES));
    private static final ThreadLocal<byte[]> STREAMS = ThreadLocal.withInitial(() -> new byte[COUNTERS]);

    // one for all keys: each tag begins with the key's own block, and what lies here is in the cache already
    private static final ThreadLocal<MessageDigest> DIGESTS = ThreadLocal.withInitial(Desk::sha1);

    private Desk() {}

    static MessageDigest digest() {
        return DIGESTS.get();
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1", "SUN");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no SHA-1 of its own", e);
        }
    }

    static byte[] stream() {
        return STREAMS.get();
    }

    /** {@return a copy of the packet, from 0 to its limit, until the next one is taken} */
    public static ByteBuffer take(ByteBuffer packet) {
        return put(packet, DESKS.get());
    }

    /** The same on another desk: what was taken before stays. */
    public static ByteBuffer other(ByteBuffer packet) {
        return put(packet, OTHERS.get());
    }

    private static ByteBuffer put(ByteBuffer packet, ByteBuffer desk) {
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
