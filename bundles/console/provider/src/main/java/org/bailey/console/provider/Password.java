package org.bailey.console.provider;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * A password as stored: PBKDF2 with HMAC-SHA512 (RFC 8018 section 5.2).
 *
 * @param salt Base64
 * @param hash Base64
 */
record Password(int iterations, String salt, String hash) {
    private static final int ITERATIONS = 210_000;
    private static final int HASH_BITS = 256;
    private static final int SALT_BYTES = 16;
    /** Without 0, 1, l and o, which people take for each other: 32 characters, five bits each. */
    private static final String LETTERS = "23456789abcdefghijkmnpqrstuvwxyz";

    private static final SecureRandom RANDOM = new SecureRandom();

    /** {@return four groups of five characters: 100 random bits} */
    static String random() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            if (i > 0 && i % 5 == 0) {
                text.append('-');
            }
            text.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
        }
        return text.toString();
    }

    static Password of(String clear) {
        byte[] salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        Base64.Encoder base64 = Base64.getEncoder();
        return new Password(
                ITERATIONS, base64.encodeToString(salt), base64.encodeToString(derive(clear, salt, ITERATIONS)));
    }

    /** {@return what no password matches, and as slow to try as any; made without the slow hash} */
    static Password nobodys() {
        byte[] random = new byte[SALT_BYTES + HASH_BITS / Byte.SIZE];
        RANDOM.nextBytes(random);
        Base64.Encoder base64 = Base64.getEncoder();
        return new Password(
                ITERATIONS,
                base64.encodeToString(Arrays.copyOf(random, SALT_BYTES)),
                base64.encodeToString(Arrays.copyOfRange(random, SALT_BYTES, random.length)));
    }

    boolean matches(String clear) {
        byte[] wanted = Base64.getDecoder().decode(hash);
        return MessageDigest.isEqual(wanted, derive(clear, Base64.getDecoder().decode(salt), iterations));
    }

    @Override
    public String toString() {
        return "Password";
    }

    private static byte[] derive(String clear, byte[] salt, int iterations) {
        PBEKeySpec spec = new PBEKeySpec(clear.toCharArray(), salt, iterations, HASH_BITS);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot hash passwords", e);
        } finally {
            spec.clearPassword();
        }
    }

    /** {@return SHA-256 in Base64: for random tokens, which need no slow hash} */
    static String fingerprint(String token) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }
}
