package org.bailey.media.relay.srtp;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.bailey.media.SrtpContext;
import org.bailey.media.SrtpKey;
import org.bailey.media.SrtpSession;

/** Session keys from the master key (RFC 3711 section 4.3, RFC 7714 section 11), once for each key: the derivation rate is 0. */
final class Derivation {
    private static final int RTP = 0;
    private static final int RTCP = 3;
    private static final int AUTHENTICATION = 1;
    private static final int SALT = 2;
    private static final int HMAC_KEY = 20;
    private static final int HMAC_BLOCK = 64;

    private Derivation() {}

    static SrtpSession rtp(SrtpContext context) {
        SrtpSession session = context.rtp;
        if (session == null) {
            session = session(context.key, RTP);
            context.rtp = session;
        }
        return session;
    }

    static SrtpSession rtcp(SrtpContext context) {
        SrtpSession session = context.rtcp;
        if (session == null) {
            session = session(context.key, RTCP);
            context.rtcp = session;
        }
        return session;
    }

    private static SrtpSession session(SrtpKey key, int label) {
        try {
            Cipher master = aes(key.key());
            byte[] salt = key.salt();
            var cipherKey =
                    new SecretKeySpec(derived(master, salt, label, key.suite().keyBytes()), "AES");
            byte[] sessionSalt = Arrays.copyOf(
                    derived(master, salt, label + SALT, key.suite().saltBytes()), 16);
            if (key.suite().aead()) {
                Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding", "SunJCE");
                return new SrtpSession(cipher, cipherKey, sessionSalt, new byte[0], new byte[0]);
            }
            byte[] hmacKey = derived(master, salt, label + AUTHENTICATION, HMAC_KEY);
            return new SrtpSession(
                    aes(cipherKey.getEncoded()), cipherKey, sessionSalt, padded(hmacKey, 0x36), padded(hmacKey, 0x5c));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no AES of its own", e);
        }
    }

    /** {@return the pseudo-random function of RFC 3711 section 4.3.3} */
    static byte[] derived(Cipher master, byte[] salt, int label, int bytes) throws GeneralSecurityException {
        byte[] block = Arrays.copyOf(salt, 16);
        block[7] ^= (byte) label;
        byte[] stream = new byte[bytes + 15 & ~15];
        for (int at = 0; at < stream.length; at += 16) {
            block[15] = (byte) (at >> 4);
            master.update(block, 0, 16, stream, at);
        }
        return Arrays.copyOf(stream, bytes);
    }

    static Cipher aes(byte[] key) throws GeneralSecurityException {
        // the bare block cipher: counter mode would have to be told its counter, in new objects, with every packet
        Cipher cipher = Cipher.getInstance("AES/ECB/NoPadding", "SunJCE");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
        return cipher;
    }

    private static byte[] padded(byte[] key, int with) {
        byte[] block = Arrays.copyOf(key, HMAC_BLOCK);
        for (int i = 0; i < HMAC_BLOCK; i++) {
            block[i] ^= (byte) with;
        }
        return block;
    }
}
