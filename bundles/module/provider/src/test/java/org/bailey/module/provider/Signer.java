package org.bailey.module.provider;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.zip.ZipFile;
import jdk.security.jarsigner.JarSigner;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Somebody with a key and certificates for it. */
final class Signer {
    private final KeyPair keys;
    /** One's own certificate, then those above it. */
    private final List<X509Certificate> path = new ArrayList<>();

    private Signer(KeyPair keys) {
        this.keys = keys;
    }

    /** One who vouches for themselves, and may for others. */
    static Signer named(String name) {
        KeyPair keys = keys();
        Signer signer = new Signer(keys);
        signer.path.add(certificate(name, keys, name, keys, true, KeyPurposeId.anyExtendedKeyUsage));
        return signer;
    }

    /** One whom this one vouches for. */
    Signer issue(String name, boolean mayIssue, KeyPurposeId use) {
        KeyPair fresh = keys();
        Signer signer = new Signer(fresh);
        String own = path.get(0).getSubjectX500Principal().getName();
        signer.path.add(certificate(name, fresh, own, keys, mayIssue, use));
        signer.path.addAll(path);
        return signer;
    }

    /** One who only says so: with a certificate that names the other as issuer, and the other's own beside it. */
    static Signer pretending(String name, Signer other) {
        KeyPair own = keys();
        Signer signer = new Signer(own);
        String issuer = other.certificate().getSubjectX500Principal().getName();
        signer.path.add(certificate(name, own, issuer, own, false, KeyPurposeId.id_kp_codeSigning));
        signer.path.addAll(other.path);
        return signer;
    }

    X509Certificate certificate() {
        return path.get(0);
    }

    /** Signs a jar where it is. */
    Path sign(Path jar) throws IOException {
        ByteArrayOutputStream signed = new ByteArrayOutputStream();
        try (ZipFile file = new ZipFile(jar.toFile())) {
            var chain = CertificateFactory.getInstance("X.509").generateCertPath(path);
            new JarSigner.Builder(keys.getPrivate(), chain).build().sign(file, signed);
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
        return Files.write(jar, signed.toByteArray());
    }

    private static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static X509Certificate certificate(
            String name, KeyPair own, String issuer, KeyPair by, boolean mayIssue, KeyPurposeId use) {
        Instant now = Instant.now();
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                new X500Name(issuer),
                BigInteger.valueOf(now.toEpochMilli()),
                Date.from(now.minus(Duration.ofHours(1))),
                Date.from(now.plus(Duration.ofDays(1))),
                new X500Name(name),
                own.getPublic());
        try {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(mayIssue));
            builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(use));
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(by.getPrivate())));
        } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }
}
