package org.bailey.media;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * 32 unpredictable bytes that our SRTP keys of one side of a media line are made of: the machine that decides about a call
 * makes no random numbers. Immutable, never printed.
 */
public final class MediaSecret {
    private static final int BYTES = 32;
    private final byte[] bytes;

    /** @throws IllegalArgumentException unless there are 32 */
    public MediaSecret(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a media secret has " + BYTES + " bytes, not " + bytes.length);
        }
        this.bytes = bytes.clone();
    }

    /**
     * {@return our key for a suite; the same for the same arguments, so it stays over re-INVITEs}
     *
     * @param generation 0 at first, another one to change the key
     */
    public SrtpKey key(SrtpSuite suite, int generation) {
        try {
            Mac mac = Mac.getInstance("HmacSHA512");
            mac.init(new SecretKeySpec(bytes, "HmacSHA512"));
            byte[] made = mac.doFinal((suite.name() + ' ' + generation).getBytes(StandardCharsets.US_ASCII));
            return new SrtpKey(suite, Arrays.copyOf(made, suite.keyBytes() + suite.saltBytes()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA512", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MediaSecret secret && MessageDigest.isEqual(bytes, secret.bytes);
    }

    @Override
    public int hashCode() {
        return MediaSecret.class.hashCode();
    }

    @Override
    public String toString() {
        return "(hidden)";
    }
}
