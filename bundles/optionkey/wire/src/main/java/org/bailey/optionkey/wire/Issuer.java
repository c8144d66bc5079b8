package org.bailey.optionkey.wire;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/** Whose keys an appliance believes: a public key of Ed25519, written like an option key. */
public final class Issuer {
    static final int BYTES = 32;
    private static final String ALGORITHM = "Ed25519";
    /** What stands before the 32 bytes in X.509's SubjectPublicKeyInfo (RFC 8410 section 4). */
    private static final byte[] PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private final byte[] raw;
    private final PublicKey key;

    private Issuer(byte[] raw, PublicKey key) {
        this.raw = raw;
        this.key = key;
    }

    static Issuer of(PublicKey key) {
        byte[] encoded = key.getEncoded();
        return new Issuer(Arrays.copyOfRange(encoded, encoded.length - BYTES, encoded.length), key);
    }

    /** @throws MalformedKey when it is none, or was mistyped */
    public static Issuer read(String text) throws MalformedKey {
        int letters = Bits.symbols(BYTES) + CheckCharacters.COUNT;
        int[] symbols = Alphabet.read(text, letters);
        if (symbols.length < letters) {
            throw MalformedKey.somewhere(
                    "an issuer's public key has " + letters + " characters, this has " + symbols.length);
        }
        byte[] raw = Bits.toBytes(CheckCharacters.strip(symbols), 0, BYTES);
        byte[] encoded = Arrays.copyOf(PREFIX, PREFIX.length + BYTES);
        System.arraycopy(raw, 0, encoded, PREFIX.length, BYTES);
        try {
            return new Issuer(raw, KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded)));
        } catch (GeneralSecurityException e) {
            throw MalformedKey.somewhere("no public key of Ed25519: " + e.getMessage());
        }
    }

    boolean verifies(byte[] message, byte[] signature) {
        try {
            Signature verifier = Signature.getInstance(ALGORITHM);
            verifier.initVerify(key);
            verifier.update(message);
            return verifier.verify(signature);
        } catch (GeneralSecurityException notOne) {
            return false;
        }
    }

    /** {@return 20 bits by which a key says whose it is; no proof} */
    int hint() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(raw);
            return (digest[0] & 0xff) << 12 | (digest[1] & 0xff) << 4 | (digest[2] & 0xff) >>> 4;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@return four letters to speak of it} */
    public String name() {
        return Alphabet.write(Bits.ofNumber(hint(), 4));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Issuer issuer && Arrays.equals(raw, issuer.raw);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(raw);
    }

    /** {@return what an appliance is configured with} */
    @Override
    public String toString() {
        return Alphabet.write(CheckCharacters.append(Bits.ofBytes(raw)));
    }
}
