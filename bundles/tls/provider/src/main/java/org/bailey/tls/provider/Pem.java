package org.bailey.tls.provider;

import java.io.IOException;
import java.io.Reader;
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
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.X509TrustedCertificateBlock;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;

/** Certificates and keys as text (RFC 7468). Every refusal names the file and says what to do. */
final class Pem {
    /** The JDK knows these by name only. */
    private static final Map<String, String> KEY_NAMES =
            Map.of("1.2.840.10045.2.1", "EC", "1.2.840.113549.1.1.1", "RSA", "1.3.101.112", "Ed25519");

    private Pem() {}

    /** @throws UnusableFile when there is no certificate in it, or one that cannot be read */
    static List<X509Certificate> certificates(Path file) throws UnusableFile {
        List<X509Certificate> found = new ArrayList<>();
        for (Object block : blocks(file)) {
            X509CertificateHolder holder = null;
            if (block instanceof X509CertificateHolder plain) {
                holder = plain;
            } else if (block instanceof X509TrustedCertificateBlock trusted) {
                holder = trusted.getCertificateHolder();
            }
            if (holder != null) {
                found.add(certificate(file, holder));
            }
        }
        if (found.isEmpty()) {
            throw new UnusableFile(file + " holds no certificate: it must be PEM, with -----BEGIN CERTIFICATE-----");
        }
        return found;
    }

    /** @throws UnusableFile when there is no key in it, or one that is protected by a password */
    static PrivateKey key(Path file) throws UnusableFile {
        for (Object block : blocks(file)) {
            if (block instanceof PKCS8EncryptedPrivateKeyInfo || block instanceof PEMEncryptedKeyPair) {
                throw new UnusableFile(file + " is protected by a password: store the key without one,"
                        + " as \"openssl pkey -in FILE -out FILE\" writes it");
            }
            PrivateKeyInfo info = null;
            if (block instanceof PEMKeyPair pair) {
                info = pair.getPrivateKeyInfo();
            } else if (block instanceof PrivateKeyInfo plain) {
                info = plain;
            }
            if (info != null) {
                return key(file, info);
            }
        }
        throw new UnusableFile(file + " holds no private key: it must be PEM, with -----BEGIN PRIVATE KEY-----");
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

    private static String block(String label, byte[] bytes) {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        return "-----BEGIN " + label + "-----\n" + lines + "\n-----END " + label + "-----\n";
    }

    private static List<Object> blocks(Path file) throws UnusableFile {
        List<Object> blocks = new ArrayList<>();
        try (Reader reader = Files.newBufferedReader(file);
                PEMParser parser = new PEMParser(reader)) {
            for (Object block = parser.readObject(); block != null; block = parser.readObject()) {
                blocks.add(block);
            }
        } catch (NoSuchFileException e) {
            throw new UnusableFile(file + " does not exist");
        } catch (IOException | RuntimeException e) {
            // the parser throws what it meets on damaged input
            throw new UnusableFile(file + " cannot be read as PEM: " + e.getMessage());
        }
        return blocks;
    }

    private static X509Certificate certificate(Path file, X509CertificateHolder holder) throws UnusableFile {
        try {
            return new JcaX509CertificateConverter().getCertificate(holder);
        } catch (CertificateException e) {
            throw new UnusableFile(file + " holds a certificate that cannot be read: " + e.getMessage());
        }
    }

    private static PrivateKey key(Path file, PrivateKeyInfo info) throws UnusableFile {
        try {
            String id = info.getPrivateKeyAlgorithm().getAlgorithm().getId();
            return KeyFactory.getInstance(KEY_NAMES.getOrDefault(id, id))
                    .generatePrivate(new PKCS8EncodedKeySpec(info.getEncoded()));
        } catch (GeneralSecurityException | IOException e) {
            throw new UnusableFile(file + " holds a private key that cannot be used: " + e.getMessage());
        }
    }
}
