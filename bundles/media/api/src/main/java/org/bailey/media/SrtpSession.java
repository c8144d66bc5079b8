package org.bailey.media;

import javax.crypto.Cipher;
import javax.crypto.SecretKey;

/**
 * Session keys made of a master key (RFC 3711 section 4.3), in the form the JDK's transforms want them. Plain data of the
 * owner loop, never printed.
 */
public final class SrtpSession {
    /** AES with the session key. */
    public final Cipher cipher;
    /** For a cipher that is told its key with every packet. */
    public final SecretKey key;
    /** The session salt, filled up to 16 bytes with zeros. */
    public final byte[] salt;
    /** The authentication key as the two blocks HMAC puts before (RFC 2104); empty when the cipher makes the tag. */
    public final byte[] inner;

    public final byte[] outer;

    public SrtpSession(Cipher cipher, SecretKey key, byte[] salt, byte[] inner, byte[] outer) {
        this.cipher = cipher;
        this.key = key;
        this.salt = salt;
        this.inner = inner;
        this.outer = outer;
    }
}
