package org.bailey.stun;

import java.nio.ByteBuffer;
import javax.crypto.Mac;

/** The HMAC of a message up to an attribute. */
final class Integrity {
    static final int SHA1_BYTES = 20;
    static final int SHA256_BYTES = 32;
    private static final byte[] ZEROS = new byte[64];

    private Integrity() {}

    /**
     * @param start where the message begins in {@code bytes}
     * @param attribute where the attribute begins
     * @param length what the length field is taken to say
     * @param padded whether zeros follow up to a multiple of 64
     */
    static byte[] hmac(
            String algorithm, StunKey key, ByteBuffer bytes, int start, int attribute, int length, boolean padded) {
        Mac mac = key.mac(algorithm);
        var text = new byte[attribute - start];
        bytes.get(start, text);
        text[2] = (byte) (length >> 8);
        text[3] = (byte) length;
        mac.update(text);
        if (padded) {
            mac.update(ZEROS, 0, -text.length & 63);
        }
        return mac.doFinal();
    }
}
