package org.bailey.media.relay.srtp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.DigestException;
import java.security.MessageDigest;
import javax.crypto.ShortBufferException;
import org.bailey.media.SrtpSession;

/** AES in counter mode and HMAC-SHA1 (RFC 3711 sections 4.1.1 and 4.2.1) on what lies on a {@link Desk}. */
final class CounterMode {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final int SHA1 = 20;

    private CounterMode() {}

    /** Encrypts or decrypts {@code from} to {@code to}. */
    static void crypt(SrtpSession session, byte[] desk, int from, int to, int ssrc, long index) {
        int bytes = to - from;
        if (bytes == 0) {
            return;
        }
        long high = (long) LONG.get(session.salt, 0) ^ ssrc & 0xffff_ffffL;
        long low = (long) LONG.get(session.salt, 8) ^ index << 16;
        int end = Desk.COUNTERS + (bytes + 15 & ~15);
        for (int at = Desk.COUNTERS; at < end; at += 16) {
            LONG.set(desk, at, high);
            LONG.set(desk, at + 8, low++);
        }
        byte[] stream = Desk.stream();
        try {
            session.cipher.update(desk, Desk.COUNTERS, end - Desk.COUNTERS, stream, from);
        } catch (ShortBufferException e) {
            throw new IllegalStateException("the desk has room for every packet", e);
        }
        for (int i = from; i < to; i++) {
            desk[i] = (byte) (desk[i] ^ stream[i]);
        }
    }

    /** {@return whether the tag over the bytes before {@code end} and the rollover counter is the one at {@code tagAt}} */
    static boolean authentic(SrtpSession session, byte[] desk, int end, int rollover, int tagAt, int tagBytes) {
        INT.set(desk, Desk.WORD, rollover);
        tag(session, desk, end, 4);
        return same(desk, tagAt, tagBytes);
    }

    /** The same without a rollover counter: RTCP has its whole index in the packet. */
    static boolean authentic(SrtpSession session, byte[] desk, int end, int tagAt, int tagBytes) {
        tag(session, desk, end, 0);
        return same(desk, tagAt, tagBytes);
    }

    /** Writes the tag over the bytes before {@code end} and the rollover counter to {@code tagAt}. */
    static void sign(SrtpSession session, byte[] desk, int end, int rollover, int tagAt, int tagBytes) {
        INT.set(desk, Desk.WORD, rollover);
        tag(session, desk, end, 4);
        System.arraycopy(desk, Desk.TAG, desk, tagAt, tagBytes);
    }

    static void sign(SrtpSession session, byte[] desk, int end, int tagAt, int tagBytes) {
        tag(session, desk, end, 0);
        System.arraycopy(desk, Desk.TAG, desk, tagAt, tagBytes);
    }

    // HMAC by hand: the JDK's Mac makes an array for each tag
    private static void tag(SrtpSession session, byte[] desk, int end, int wordBytes) {
        MessageDigest digest = Desk.digest();
        try {
            digest.update(session.inner);
            digest.update(desk, 0, end);
            digest.update(desk, Desk.WORD, wordBytes);
            digest.digest(desk, Desk.TAG, SHA1);
            digest.update(session.outer);
            digest.update(desk, Desk.TAG, SHA1);
            digest.digest(desk, Desk.TAG, SHA1);
        } catch (DigestException e) {
            throw new IllegalStateException("the desk has room for the tag", e);
        }
    }

    // looks at every byte, so that the time it takes tells nothing
    private static boolean same(byte[] desk, int tagAt, int tagBytes) {
        int difference = 0;
        for (int i = 0; i < tagBytes; i++) {
            difference |= desk[Desk.TAG + i] ^ desk[tagAt + i];
        }
        return difference == 0;
    }
}
