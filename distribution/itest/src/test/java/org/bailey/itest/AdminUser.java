package org.bailey.itest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** An administrator whose password tests know; otherwise the appliance would make one and show it on a terminal. */
final class AdminUser {
    static final String NAME = "admin";
    static final String PASSWORD = "known to tests only";

    private static final int ITERATIONS = 210_000;

    private AdminUser() {}

    /** Writes the user file of a data directory that has none yet. */
    static void in(Path data) throws IOException {
        byte[] salt = "sixteen octets!!".getBytes(StandardCharsets.US_ASCII);
        Base64.Encoder base64 = Base64.getEncoder();
        Path folder = Files.createDirectories(data.resolve("console"));
        Files.writeString(
                folder.resolve("users.json"),
                "{\"users\": [{\"name\": \"" + NAME + "\", \"role\": \"ADMIN\", \"iterations\": " + ITERATIONS
                        + ", \"salt\": \"" + base64.encodeToString(salt) + "\", \"hash\": \""
                        + base64.encodeToString(hash(salt)) + "\"}]}");
    }

    private static byte[] hash(byte[] salt) {
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
                    .generateSecret(new PBEKeySpec(PASSWORD.toCharArray(), salt, ITERATIONS, 256))
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
