package org.bailey.stun;

import java.nio.ByteBuffer;
import java.util.Locale;

/**
 * The 96 bits that tie a response to its request.
 *
 * @param high the first four bytes
 * @param low the other eight
 */
public record TransactionId(int high, long low) {
    /** From 12 unpredictable bytes. */
    public static TransactionId of(byte[] random) {
        if (random.length != 12) {
            throw new IllegalArgumentException("a transaction id has 12 bytes, not " + random.length);
        }
        var bytes = ByteBuffer.wrap(random);
        return new TransactionId(bytes.getInt(), bytes.getLong());
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%08x%016x", high, low);
    }
}
