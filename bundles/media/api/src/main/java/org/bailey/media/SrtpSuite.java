package org.bailey.media;

import java.util.Optional;

/** How packets are protected (RFC 4568 section 6.2, RFC 7714 section 14). */
public enum SrtpSuite {
    AES_CM_128_HMAC_SHA1_80(16, 14, 10, 10),
    /** The same with a shorter tag on RTP; RTCP keeps 80 bits. */
    AES_CM_128_HMAC_SHA1_32(16, 14, 4, 10),
    AEAD_AES_128_GCM(16, 12, 16, 16),
    AEAD_AES_256_GCM(32, 12, 16, 16);

    private final int keyBytes;
    private final int saltBytes;
    private final int rtpTagBytes;
    private final int rtcpTagBytes;

    SrtpSuite(int keyBytes, int saltBytes, int rtpTagBytes, int rtcpTagBytes) {
        this.keyBytes = keyBytes;
        this.saltBytes = saltBytes;
        this.rtpTagBytes = rtpTagBytes;
        this.rtcpTagBytes = rtcpTagBytes;
    }

    public int keyBytes() {
        return keyBytes;
    }

    public int saltBytes() {
        return saltBytes;
    }

    public int rtpTagBytes() {
        return rtpTagBytes;
    }

    public int rtcpTagBytes() {
        return rtcpTagBytes;
    }

    /** {@return whether the cipher makes the tag (RFC 5116), and the key identifier comes behind it} */
    public boolean aead() {
        return this == AEAD_AES_128_GCM || this == AEAD_AES_256_GCM;
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
