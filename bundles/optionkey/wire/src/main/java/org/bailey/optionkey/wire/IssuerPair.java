package org.bailey.optionkey.wire;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Both halves of an issuer. Whoever has it makes keys that its appliances believe. Kept as PEM: PKCS 8 as OpenSSL
 * reads it, or locked with a passphrase (PBKDF2, AES-GCM).
 */
public final class IssuerPair {
    private static final String ALGORITHM = "Ed25519";
    private static final int ROUNDS = 600_000;
    private static final int SALT_BYTES = 16;
    private static final int NONCE_BYTES = 12;
    private static final int KEY_BITS = 256;
    private static final int TAG_BITS = 128;
    private static final String OPEN = "PRIVATE KEY";
    private static final String LOCKED = "BAILEY LOCKED ISSUER";
    private static final String PUBLIC = "PUBLIC KEY";

    private final PrivateKey secret;
    private final PublicKey key;
    private final Issuer issuer;

    private IssuerPair(PrivateKey secret, PublicKey key) {
        this.secret = secret;
        this.key = key;
        this.issuer = Issuer.of(key);
    }

    public static IssuerPair generate() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
            return new IssuerPair(pair.getPrivate(), pair.getPublic());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no Ed25519", e);
        }
    }

    /** {@return the half that is no secret} */
    public Issuer issuer() {
        return issuer;
    }

    /**
     * Makes a key.
     *
     * @param count how many, exactly where the feature is counted; null elsewhere
     * @throws IllegalArgumentException saying what cannot be
     */
    public SignedKey issue(
            KnownFeature feature,
            SerialNumber serial,
            @Nullable Integer count,
            LocalDate issued,
            @Nullable LocalDate expires) {
        if (feature.counted() != (count != null)) {
            throw new IllegalArgumentException(
                    feature.word() + (count == null ? " is counted: say how many" : " is not counted"));
        }
        String id = Alphabet.write(Bits.ofNumber(new SecureRandom().nextLong() >>> 1, Alphabet.GROUP));
        return SignedKey.sign(new KeyContent(feature.word(), serial, count, issued, expires, id), this);
    }

    byte[] sign(byte[] message) {
        try {
            Signature signer = Signature.getInstance(ALGORITHM);
            signer.initSign(secret);
            signer.update(message);
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @param passphrase opens it again; empty for none */
    public String pem(char[] passphrase) {
        try {
            String guarded = passphrase.length == 0
                    ? block(OPEN, secret.getEncoded())
                    : block(LOCKED, locked(secret.getEncoded(), passphrase));
            return guarded + block(PUBLIC, key.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@return whether a passphrase is needed to read that PEM} */
    public static boolean isLocked(String pem) {
        return pem.contains("BEGIN " + LOCKED);
    }

    /** @throws MalformedKey when it is none, or the passphrase is wrong */
    public static IssuerPair read(String pem, char[] passphrase) throws MalformedKey {
        try {
            byte[] hidden = isLocked(pem) ? unlocked(bytes(pem, LOCKED), passphrase) : bytes(pem, OPEN);
            KeyFactory factory = KeyFactory.getInstance(ALGORITHM);
            IssuerPair pair = new IssuerPair(
                    factory.generatePrivate(new PKCS8EncodedKeySpec(hidden)),
                    factory.generatePublic(new X509EncodedKeySpec(bytes(pem, PUBLIC))));
            byte[] trial = new byte[Issuer.BYTES];
            if (!pair.issuer.verifies(trial, pair.sign(trial))) {
                throw MalformedKey.somewhere("its private and its public half belong to different issuers");
            }
            return pair;
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw MalformedKey.somewhere(
                    isLocked(pem) ? "the passphrase does not open it" : "it does not hold a key pair of an issuer");
        }
    }

    /** Salt, nonce and what AES-GCM makes of the key. */
    private static byte[] locked(byte[] plain, char[] passphrase) throws GeneralSecurityException {
        byte[] random = new byte[SALT_BYTES + NONCE_BYTES];
        new SecureRandom().nextBytes(random);
        byte[] hidden = cipher(Cipher.ENCRYPT_MODE, random, passphrase).doFinal(plain);
        return ByteBuffer.allocate(random.length + hidden.length)
                .put(random)
                .put(hidden)
                .array();
    }

    private static byte[] unlocked(byte[] locked, char[] passphrase) throws GeneralSecurityException {
        int head = SALT_BYTES + NONCE_BYTES;
        if (locked.length < head || passphrase.length == 0) {
            throw new GeneralSecurityException("cannot be opened");
        }
        return cipher(Cipher.DECRYPT_MODE, locked, passphrase).doFinal(locked, head, locked.length - head);
    }

    private static Cipher cipher(int mode, byte[] random, char[] passphrase) throws GeneralSecurityException {
        PBEKeySpec spec = new PBEKeySpec(passphrase, Arrays.copyOf(random, SALT_BYTES), ROUNDS, KEY_BITS);
        byte[] key = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                .generateSecret(spec)
                .getEncoded();
        spec.clearPassword();
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        GCMParameterSpec nonce = new GCMParameterSpec(TAG_BITS, random, SALT_BYTES, NONCE_BYTES);
        cipher.init(mode, new SecretKeySpec(key, "AES"), nonce);
        return cipher;
    }

    private static String block(String name, byte[] bytes) {
        return "-----BEGIN " + name + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes) + "\n-----END " + name + "-----\n";
    }

    private static byte[] bytes(String pem, String name) {
        Matcher found = Pattern.compile("-----BEGIN " + name + "-----([A-Za-z0-9+/=\\s]+)-----END " + name + "-----")
                .matcher(pem);
        if (!found.find()) {
            throw new IllegalArgumentException("no " + name);
        }
        return Base64.getMimeDecoder().decode(found.group(1));
    }
}
