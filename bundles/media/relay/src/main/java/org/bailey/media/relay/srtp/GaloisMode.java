package org.bailey.media.relay.srtp;

import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import org.bailey.media.SrtpSession;

/**
 * AES-GCM (RFC 7714) on what lies on a {@link Desk}. The JDK wants the counter of each packet in new objects: about 1 KB,
 * gone with the next young collection. GHASH by hand would be many times slower than its intrinsic.
 */
final class GaloisMode {
    static final int TAG = 16;
    private static final int IV = 12;

    private GaloisMode() {}

    /**
     * Decrypts {@code from} to {@code to}, tag included, if it is authentic together with the bytes before {@code clear} and
     * {@code wordBytes} at {@code word}; else changes nothing.
     */
    static boolean open(
            SrtpSession session,
            byte[] desk,
            int clear,
            int word,
            int wordBytes,
            int from,
            int to,
            int ssrc,
            long index) {
        try {
            crypt(session, Cipher.DECRYPT_MODE, desk, clear, word, wordBytes, from, to, ssrc, index);
            return true;
        } catch (AEADBadTagException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM failed", e);
        }
    }

    /** Encrypts {@code from} to {@code to} and puts the tag behind. */
    static void seal(
            SrtpSession session,
            byte[] desk,
            int clear,
            int word,
            int wordBytes,
            int from,
            int to,
            int ssrc,
            long index) {
        try {
            crypt(session, Cipher.ENCRYPT_MODE, desk, clear, word, wordBytes, from, to, ssrc, index);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM failed", e);
        }
    }

    private static void crypt(
            SrtpSession session,
            int mode,
            byte[] desk,
            int clear,
            int word,
            int wordBytes,
            int from,
            int to,
            int ssrc,
            long index)
            throws GeneralSecurityException {
        byte[] iv = new byte[IV];
        for (int i = 0; i < 4; i++) {
            iv[2 + i] = (byte) (ssrc >>> 24 - 8 * i);
        }
        for (int i = 0; i < 6; i++) {
            iv[6 + i] = (byte) (index >>> 40 - 8 * i);
        }
        for (int i = 0; i < IV; i++) {
            iv[i] ^= session.salt[i];
        }
        session.cipher.init(mode, session.key, new GCMParameterSpec(8 * TAG, iv));
        session.cipher.updateAAD(desk, 0, clear);
        session.cipher.updateAAD(desk, word, wordBytes);
        byte[] stream = Desk.stream();
        int made = session.cipher.doFinal(desk, from, to - from, stream, 0);
        System.arraycopy(stream, 0, desk, from, made);
    }
}
