package org.bailey.backup.provider;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.bailey.system.SettingsRefused;

/**
 * A file that a passphrase opens: AES-256-GCM (NIST SP 800-38D), the key by PBKDF2 with HMAC-SHA256 (RFC 8018) of 600,000
 * rounds.
 *
 * <pre>
 * BAILEY LOCKED BACKUP 1 \n | SHA-256 of all after it (32) | salt (16) | nonce (12) | what AES-GCM makes of the file
 * </pre>
 *
 * The hash tells damage from a wrong passphrase; it guards against nobody.
 */
final class Lock {
    private static final byte[] HEAD = "BAILEY LOCKED BACKUP 1\n".getBytes(StandardCharsets.US_ASCII);
    /** Of any form, also of a later one. */
    private static final byte[] KIND = "BAILEY LOCKED BACKUP ".getBytes(StandardCharsets.US_ASCII);

    private static final int HASH_BYTES = 32;
    private static final int SALT_BYTES = 16;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int KEY_BITS = 256;
    private static final int ROUNDS = 600_000;

    private Lock() {}

    static boolean isLocked(byte[] file) {
        return begins(file, KIND);
    }

    private static boolean begins(byte[] file, byte[] with) {
        return file.length >= with.length && Arrays.equals(file, 0, with.length, with, 0, with.length);
    }

    static byte[] lock(byte[] open, char[] passphrase) {
        byte[] random = new byte[SALT_BYTES + NONCE_BYTES];
        new SecureRandom().nextBytes(random);
        try {
            byte[] hidden = cipher(Cipher.ENCRYPT_MODE, random, passphrase).doFinal(open);
            byte[] rest = ByteBuffer.allocate(random.length + hidden.length)
                    .put(random)
                    .put(hidden)
                    .array();
            return ByteBuffer.allocate(HEAD.length + HASH_BYTES + rest.length)
                    .put(HEAD)
                    .put(sha256(rest))
                    .put(rest)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] open(byte[] file, char[] passphrase) throws SettingsRefused {
        if (!begins(file, HEAD)) {
            throw new SettingsRefused("the backup is locked in a way that this version does not know: it was made by a"
                    + " newer version, update this appliance first");
        }
        int head = HEAD.length + HASH_BYTES;
        byte[] rest = file.length < head ? new byte[0] : Arrays.copyOfRange(file, head, file.length);
        try {
            if (rest.length <= SALT_BYTES + NONCE_BYTES
                    || !MessageDigest.isEqual(sha256(rest), Arrays.copyOfRange(file, HEAD.length, head))) {
                throw new SettingsRefused("the backup is cut off or damaged");
            }
            if (passphrase.length == 0) {
                throw new SettingsRefused("the backup is locked: give its passphrase");
            }
            int from = SALT_BYTES + NONCE_BYTES;
            return cipher(Cipher.DECRYPT_MODE, rest, passphrase).doFinal(rest, from, rest.length - from);
        } catch (AEADBadTagException wrong) {
            throw new SettingsRefused("the passphrase does not open the backup");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] sha256(byte[] bytes) throws GeneralSecurityException {
        return MessageDigest.getInstance("SHA-256").digest(bytes);
    }

    private static Cipher cipher(int mode, byte[] random, char[] passphrase) throws GeneralSecurityException {
        PBEKeySpec spec = new PBEKeySpec(passphrase, Arrays.copyOf(random, SALT_BYTES), ROUNDS, KEY_BITS);
        byte[] key = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                .generateSecret(spec)
                .getEncoded();
        spec.clearPassword();
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, random, SALT_BYTES, NONCE_BYTES));
        cipher.updateAAD(HEAD);
        return cipher;
    }
}
