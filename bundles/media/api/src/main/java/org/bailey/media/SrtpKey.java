package org.bailey.media;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;

/**
 * The master key and salt packets of one direction are protected with (RFC 3711 section 3.2.1). Immutable; the bytes are
 * never printed.
 */
public final class SrtpKey {
    private final SrtpSuite suite;
    private final byte[] keyAndSalt;
    private final int mkiBytes;
    private final long mki;
    private final List<SrtpKey> beside;

    /**
     * @param keyAndSalt as after {@code inline:}, decoded
     * @param mkiBytes length of the key identifier in each packet, 0 to 128; 0 for none
     * @param mki its value
     * @throws IllegalArgumentException if the key has not the length the suite wants
     */
    public SrtpKey(SrtpSuite suite, byte[] keyAndSalt, int mkiBytes, long mki) {
        this(suite, keyAndSalt, mkiBytes, mki, List.of());
    }

    private SrtpKey(SrtpSuite suite, byte[] keyAndSalt, int mkiBytes, long mki, List<SrtpKey> beside) {
        int wanted = suite.keyBytes() + suite.saltBytes();
        if (keyAndSalt.length != wanted) {
            throw new IllegalArgumentException(
                    suite + " has " + wanted + " bytes of key and salt, not " + keyAndSalt.length);
        }
        if (mkiBytes < 0 || mkiBytes > 128) {
            throw new IllegalArgumentException("a key identifier has 0 to 128 bytes, not " + mkiBytes);
        }
        this.suite = suite;
        this.keyAndSalt = keyAndSalt.clone();
        this.mkiBytes = mkiBytes;
        this.mki = mki;
        this.beside = List.copyOf(beside);
    }

    /**
     * {@return this key with others its owner may change to at any packet, which the key identifier tells} (RFC 3711 section
     * 8.1, RFC 4568 section 6.1)
     *
     * @throws IllegalArgumentException if one has another suite or length of its identifier
     */
    public SrtpKey beside(List<SrtpKey> others) {
        for (SrtpKey other : others) {
            if (other.suite != suite || other.mkiBytes != mkiBytes || mkiBytes == 0) {
                throw new IllegalArgumentException(
                        "keys beside each other have one suite, and identifiers of one length");
            }
        }
        return new SrtpKey(suite, keyAndSalt, mkiBytes, mki, others);
    }

    public SrtpKey(SrtpSuite suite, byte[] keyAndSalt) {
        this(suite, keyAndSalt, 0, 0);
    }

    public SrtpSuite suite() {
        return suite;
    }

    public byte[] key() {
        return Arrays.copyOf(keyAndSalt, suite.keyBytes());
    }

    public byte[] salt() {
        return Arrays.copyOfRange(keyAndSalt, suite.keyBytes(), keyAndSalt.length);
    }

    public byte[] keyAndSalt() {
        return keyAndSalt.clone();
    }

    public int mkiBytes() {
        return mkiBytes;
    }

    public long mki() {
        return mki;
    }

    /** {@return the others; empty for most keys} */
    public List<SrtpKey> beside() {
        return beside;
    }

    /** {@return whether packets are under the same key stream; identifiers do not count} */
    boolean sameBytes(SrtpKey other) {
        return suite == other.suite && MessageDigest.isEqual(keyAndSalt, other.keyAndSalt);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SrtpKey key
                && suite == key.suite
                && mkiBytes == key.mkiBytes
                && mki == key.mki
                && beside.equals(key.beside)
                && MessageDigest.isEqual(keyAndSalt, key.keyAndSalt);
    }

    @Override
    public int hashCode() {
        return 31 * suite.hashCode() + mkiBytes;
    }

    @Override
    public String toString() {
        return suite + (mkiBytes == 0 ? "" : " MKI " + mki + ":" + mkiBytes) + " (key hidden)"
                + (beside.isEmpty() ? "" : " and " + beside.size() + " more");
    }
}
