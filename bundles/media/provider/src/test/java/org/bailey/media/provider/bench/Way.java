package org.bailey.media.provider.bench;

/** How each side protects. Two suites, because rtpengine passes packets through as they are when both sides have the same. */
enum Way {
    PLAIN("RTP - RTP", "-", "-"),
    ONE_SIDE("SRTP - RTP", "AES_CM_128_HMAC_SHA1_80", "-"),
    BOTH("SRTP - SRTP", "AES_CM_128_HMAC_SHA1_80", "AES_CM_128_HMAC_SHA1_32");

    final String text;
    final String suiteA;
    final String suiteB;

    Way(String text, String suiteA, String suiteB) {
        this.text = text;
        this.suiteA = suiteA;
        this.suiteB = suiteB;
    }

    int tagA() {
        return tag(suiteA);
    }

    int tagB() {
        return tag(suiteB);
    }

    private static int tag(String suite) {
        return suite.equals("-") ? 0 : suite.endsWith("_80") ? 10 : 4;
    }
}
