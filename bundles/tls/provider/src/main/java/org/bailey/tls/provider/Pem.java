package org.bailey.tls.provider;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.X509TrustedCertificateBlock;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.jspecify.annotations.Nullable;

/** Certificates and keys as text (RFC 7468). Every refusal names the file, or what else it came from, and says what to do. */
final class Pem {
    /** The JDK knows these by name only. */
    private static final Map<String, String> KEY_NAMES =
            Map.of("1.2.840.10045.2.1", "EC", "1.2.840.113549.1.1.1", "RSA", "1.3.101.112", "Ed25519");

    private Pem() {}

    /** @throws UnusableFile when there is no certificate in it, or one that cannot be read */
    static List<X509Certificate> certificates(Path file) throws UnusableFile {
        return certificates(file.toString(), read(file));
    }

    /** @param source what a refusal calls the text */
    static List<X509Certificate> certificates(String source, String pem) throws UnusableFile {
        List<X509Certificate> found = new ArrayList<>();
        for (Object block : blocks(source, pem)) {
            for (X509CertificateHolder holder : holders(source, block)) {
                found.add(certificate(source, holder));
            }
        }
        if (found.isEmpty()) {
            String binary = pem.startsWith("0") && !pem.contains("-----BEGIN ")
                    ? "; convert it, as \"openssl x509 -inform der\" or \"openssl pkcs12 -nodes\" do"
                    : "";
            throw new UnusableFile(
                    source + " holds no certificate: it must be PEM, with -----BEGIN CERTIFICATE-----" + binary);
        }
        return found;
    }

    private static Collection<X509CertificateHolder> holders(String source, Object block) throws UnusableFile {
        if (block instanceof X509CertificateHolder plain) {
            return List.of(plain);
        }
        if (block instanceof X509TrustedCertificateBlock trusted) {
            return List.of(trusted.getCertificateHolder());
        }
        if (block instanceof ContentInfo bag) {
            // .p7b: how AD CS hands out a whole chain
            try {
                return new CMSSignedData(bag).getCertificates().getMatches(null);
            } catch (CMSException e) {
                throw new UnusableFile(source + " holds a PKCS#7 that cannot be read: " + e.getMessage());
            }
        }
        return List.of();
    }

    /** @throws UnusableFile when there is no key in it, or one that is protected by a password */
    static PrivateKey key(Path file) throws UnusableFile {
        return key(file.toString(), read(file));
    }

    /** @param source what a refusal calls the text */
    static PrivateKey key(String source, String pem) throws UnusableFile {
        for (Object block : blocks(source, pem)) {
            if (protectedKey(block)) {
                throw new UnusableFile(source + " is protected by a password: store the key without one,"
                        + " as \"openssl pkey -in FILE -out FILE\" writes it");
            }
            PrivateKeyInfo info = null;
            if (block instanceof PEMKeyPair pair) {
                info = pair.getPrivateKeyInfo();
            } else if (block instanceof PrivateKeyInfo plain) {
                info = plain;
            }
            if (info != null) {
                return key(source, info);
            }
        }
        throw new UnusableFile(source + " holds no private key: it must be PEM, with -----BEGIN PRIVATE KEY-----");
    }

    /** {@return whether there is a private key in it, be it usable or not} */
    static boolean hasKey(String source, String pem) throws UnusableFile {
        return blocks(source, pem).stream()
                .anyMatch(
                        block -> protectedKey(block) || block instanceof PEMKeyPair || block instanceof PrivateKeyInfo);
    }

    /** {@return the first request for a certificate in it, or null} */
    static @Nullable PKCS10CertificationRequest request(String source, String pem) throws UnusableFile {
        for (Object block : blocks(source, pem)) {
            if (block instanceof PKCS10CertificationRequest request) {
                return request;
            }
        }
        return null;
    }

    static String read(Path file) throws UnusableFile {
        try {
            // PEM is ASCII; what else there is becomes letters that are no PEM
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            throw new UnusableFile(file + " does not exist");
        } catch (IOException e) {
            throw new UnusableFile(file + " cannot be read: " + e);
        }
    }

    static String text(List<X509Certificate> certificates) {
        StringBuilder text = new StringBuilder();
        for (X509Certificate certificate : certificates) {
            try {
                text.append(block("CERTIFICATE", certificate.getEncoded()));
            } catch (CertificateException e) {
                throw new IllegalStateException("a certificate that was read cannot be written", e);
            }
        }
        return text.toString();
    }

    static String text(Key key) {
        return block("PRIVATE KEY", key.getEncoded());
    }

    static String block(String label, byte[] bytes) {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        return "-----BEGIN " + label + "-----\n" + lines + "\n-----END " + label + "-----\n";
    }

    private static boolean protectedKey(Object block) {
        return block instanceof PKCS8EncryptedPrivateKeyInfo || block instanceof PEMEncryptedKeyPair;
    }

    private static List<Object> blocks(String source, String pem) throws UnusableFile {
        List<Object> blocks = new ArrayList<>();
        try (PEMParser parser = new PEMParser(new StringReader(pem))) {
            for (Object block = parser.readObject(); block != null; block = parser.readObject()) {
                blocks.add(block);
            }
        } catch (IOException | RuntimeException e) {
            // the parser throws what it meets on damaged input
            throw new UnusableFile(source + " cannot be read as PEM: " + e.getMessage());
        }
        return blocks;
    }

    private static X509Certificate certificate(String source, X509CertificateHolder holder) throws UnusableFile {
        try {
            return new JcaX509CertificateConverter().getCertificate(holder);
        } catch (CertificateException e) {
            throw new UnusableFile(source + " holds a certificate that cannot be read: " + e.getMessage());
        }
    }

    private static PrivateKey key(String source, PrivateKeyInfo info) throws UnusableFile {
        try {
            String id = info.getPrivateKeyAlgorithm().getAlgorithm().getId();
            return KeyFactory.getInstance(KEY_NAMES.getOrDefault(id, id))
                    .generatePrivate(new PKCS8EncodedKeySpec(info.getEncoded()));
        } catch (GeneralSecurityException | IOException e) {
            throw new UnusableFile(source + " holds a private key that cannot be used: " + e.getMessage());
        }
    }
}
