package org.bailey.peertest;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate authority for one test, and certificates by it. RSA 2048, valid for three months. */
public final class Pki {
    private final Path folder;
    private final KeyPair keys;
    private final X509Certificate certificate;

    /**
     * PEM files of one host.
     *
     * @param certificate the certificate
     * @param key its private key, PKCS 8
     * @param both certificate and key in one file
     * @param authority who signed it
     */
    public record Identity(Path certificate, Path key, Path both, Path authority) {
        /** {@return the key that signs for it} */
        public PrivateKey signingKey() throws GeneralSecurityException, IOException {
            return PemContext.key(key);
        }

        /** {@return its own certificate} */
        public X509Certificate own() throws GeneralSecurityException, IOException {
            return PemContext.certificate(certificate);
        }

        /** Shows this certificate to peers, and believes its authority. */
        public SSLContext tls() {
            return PemContext.of(this);
        }
    }

    /** Makes the authority; its certificate is {@code ca.pem} in {@code folder}. */
    public Pki(Path folder, String name) {
        this.folder = folder;
        this.keys = keys();
        this.certificate = sign("CN=" + name, keys, List.of(), true);
        write("ca.pem", pem(certificate));
    }

    /** The authority's certificate. */
    public Path authority() {
        return folder.resolve("ca.pem");
    }

    /** A certificate for servers and clients. The first name is the subject; all are alternative names. */
    public Identity identity(String... names) {
        KeyPair own = keys();
        String chain = pem(sign("CN=" + names[0], own, List.of(names), false)) + pem(certificate);
        String key = pemKey(own);
        return new Identity(
                write(names[0] + ".pem", chain),
                write(names[0] + ".key", key),
                write(names[0] + ".both.pem", chain + key),
                authority());
    }

    private static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private X509Certificate sign(String subject, KeyPair own, List<String> names, boolean authority) {
        Instant now = Instant.now();
        String issuer =
                authority ? subject : certificate.getSubjectX500Principal().getName();
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                new X500Name(issuer),
                new BigInteger(64, new SecureRandom()),
                Date.from(now.minus(Duration.ofHours(1))),
                Date.from(now.plus(Duration.ofDays(90))),
                new X500Name(subject),
                own.getPublic());
        try {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
            if (!authority) {
                builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(new KeyPurposeId[] {
                    KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth
                }));
                builder.addExtension(Extension.subjectAlternativeName, false, alternatives(names));
            }
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(new JcaContentSignerBuilder("SHA256withRSA").build(keys.getPrivate())));
        } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException("cannot make a certificate for " + subject, e);
        }
    }

    private static GeneralNames alternatives(List<String> names) {
        List<GeneralName> all = new ArrayList<>();
        for (String name : names) {
            boolean address = name.matches("[0-9.]+");
            all.add(new GeneralName(address ? GeneralName.iPAddress : GeneralName.dNSName, name));
        }
        return new GeneralNames(all.toArray(GeneralName[]::new));
    }

    private static String pem(Object thing) {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(thing);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static String pemKey(KeyPair keys) {
        try {
            return pem(new JcaPKCS8Generator(keys.getPrivate(), null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path write(String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
