package org.bailey.lab.wire;

import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/** Tags, branches, Call-IDs and the like. Unique within the process and unlikely to be met elsewhere. */
public final class Tokens {
    private static final Random RANDOM = new java.security.SecureRandom();
    private static final AtomicLong COUNT = new AtomicLong();
    private static final char[] BASE64 =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".toCharArray();

    private Tokens() {}

    /** Lower case hexadecimal digits. */
    public static String hex(int digits) {
        StringBuilder text = new StringBuilder(digits);
        for (int i = 0; i < digits; i++) {
            text.append(Character.forDigit(RANDOM.nextInt(16), 16));
        }
        return text.toString();
    }

    /** Characters of the base64 alphabet, as in ICE passwords and SRTP keys. */
    public static String base64(int characters) {
        StringBuilder text = new StringBuilder(characters);
        for (int i = 0; i < characters; i++) {
            text.append(BASE64[RANDOM.nextInt(64)]);
        }
        return text.toString();
    }

    /** A branch with the magic cookie of RFC 3261 section 8.1.1.7. */
    public static String branch() {
        return "z9hG4bK" + hex(8) + "." + Long.toHexString(COUNT.incrementAndGet());
    }

    /** A number from {@code low} up to but not including {@code high}. */
    public static int between(int low, int high) {
        return low + RANDOM.nextInt(high - low);
    }
}
