package org.bailey.sip.provider;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certification authority of a test. */
final class TestAuthority {
    private static long serial = 1;
    private final KeyPair keys = keys();
    private final X500Name name;
    final X509Certificate certificate;

    TestAuthority(String commonName) {
        name = new X500Name("CN=" + commonName);
        certificate = sign(name, keys, null, Instant.now().plusSeconds(86_400), true);
    }

    private static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (java.security.GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    /** {@return a key store with a key and its chain} */
    KeyStore identity(String commonName) {
        return identity(commonName, Instant.now().plusSeconds(86_400));
    }

    KeyStore identity(String commonName, Instant until) {
        try {
            KeyPair own = keys();
            X509Certificate leaf = sign(new X500Name("CN=" + commonName), own, commonName, until, false);
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("identity", own.getPrivate(), new char[0], new Certificate[] {leaf, certificate});
            return store;
        } catch (java.io.IOException | java.security.GeneralSecurityException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private X509Certificate sign(X500Name subject, KeyPair own, String dns, Instant until, boolean authority) {
        try {
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    name,
                    BigInteger.valueOf(serial++),
                    Date.from(Instant.now().minusSeconds(7200)),
                    Date.from(until),
                    subject,
                    own.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
            if (dns != null) {
                builder.addExtension(
                        Extension.subjectAlternativeName,
                        false,
                        new GeneralNames(new GeneralName(GeneralName.dNSName, dns)));
            }
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
        } catch (Exception broken) {
            throw new IllegalStateException(broken);
        }
    }

    static List<X509Certificate> trusting(TestAuthority... authorities) {
        return java.util.Arrays.stream(authorities).map(a -> a.certificate).toList();
    }
}
