package org.bailey.tls.provider;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A private key with the chain of its certificate: our own first, then each one's issuer. The key fits the certificate. */
record Identity(PrivateKey key, List<X509Certificate> chain) {
    private static final Map<String, String> SIGNATURES =
            Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA", "EdDSA", "EdDSA", "Ed25519", "Ed25519");

    Identity {
        chain = List.copyOf(chain);
    }

    /** @throws UnusableFile naming the file that does not do */
    static Identity read(Path certificate, Path key) throws UnusableFile {
        Identity found = of(Pem.key(key), Pem.certificates(certificate));
        if (found != null) {
            return found;
        }
        throw new UnusableFile("the key in " + key + " does not belong to the certificate in " + certificate
                + ": replace both files by a pair that was made together");
    }

    /** {@return the key with its certificate and the issuers of that, or null when none of {@code found} is for the key} */
    static @Nullable Identity of(PrivateKey key, List<X509Certificate> found) {
        for (X509Certificate candidate : found) {
            if (fits(key, candidate.getPublicKey())) {
                return new Identity(key, order(candidate, found));
            }
        }
        return null;
    }

    /** {@return whether a key is of a kind that TLS signs with here} */
    static boolean usable(PrivateKey key) {
        return SIGNATURES.containsKey(key.getAlgorithm());
    }

    /** {@return chain and key as one PEM text} */
    String pem() {
        return Pem.text(chain) + Pem.text(key);
    }

    X509Certificate certificate() {
        return chain.get(0);
    }

    /** The key fits the certificate, so equal chains are equal identities; encodings of one key may differ. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Identity identity && chain.equals(identity.chain);
    }

    @Override
    public int hashCode() {
        return chain.hashCode();
    }

    @Override
    public String toString() {
        return Certificates.subject(certificate());
    }

    /** Intermediates may stand in any order in the file; on the wire each must certify the one before (RFC 8446 section 4.4.2). */
    private static List<X509Certificate> order(X509Certificate own, List<X509Certificate> found) {
        List<X509Certificate> chain = new ArrayList<>();
        @Nullable X509Certificate next = own;
        while (next != null && !chain.contains(next)) {
            chain.add(next);
            next = issuer(next, found);
        }
        return chain;
    }

    private static @Nullable X509Certificate issuer(X509Certificate of, List<X509Certificate> found) {
        for (X509Certificate candidate : found) {
            if (Certificates.signed(candidate, of)) {
                return candidate;
            }
        }
        return null;
    }

    static boolean fits(PrivateKey key, PublicKey certified) {
        String algorithm = SIGNATURES.get(key.getAlgorithm());
        if (algorithm == null || !key.getAlgorithm().equals(certified.getAlgorithm())) {
            return false;
        }
        try {
            byte[] sample = "does the key fit".getBytes(StandardCharsets.US_ASCII);
            Signature signing = Signature.getInstance(algorithm);
            signing.initSign(key);
            signing.update(sample);
            Signature checking = Signature.getInstance(algorithm);
            checking.initVerify(certified);
            checking.update(sample);
            return checking.verify(signing.sign());
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
