package org.bailey.media;

import java.util.Optional;

/** How packets are protected (RFC 4568 section 6.2, RFC 7714 section 14). */
public enum SrtpSuite {
    AES_CM_128_HMAC_SHA1_80(16, 14),
    /** The same with a shorter tag on RTP; RTCP keeps 80 bits. */
    AES_CM_128_HMAC_SHA1_32(16, 14),
    AEAD_AES_128_GCM(16, 12),
    AEAD_AES_256_GCM(32, 12);

    private final int keyBytes;
    private final int saltBytes;

    SrtpSuite(int keyBytes, int saltBytes) {
        this.keyBytes = keyBytes;
        this.saltBytes = saltBytes;
    }

    public int keyBytes() {
        return keyBytes;
    }

    public int saltBytes() {
        return saltBytes;
    }

    /** {@return the suite of that name in a=crypto; names are case-insensitive (RFC 4568 section 9.2)} */
    public static Optional<SrtpSuite> named(String name) {
        for (SrtpSuite suite : values()) {
            if (suite.name().equalsIgnoreCase(name)) {
                return Optional.of(suite);
            }
        }
        return Optional.empty();
    }
}
