package org.bailey.tls.provider;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.security.auth.x500.X500Principal;
import org.bailey.tls.KeyKind;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes certificates on P-256 keys (RFC 5280). Signs with the key of {@code authority}. */
record Issuer(Identity authority) {
    /** X.520 bounds the common name; a longer name is among the alternative names in full. */
    private static final int COMMON_NAME_LIMIT = 64;

    private static final SecureRandom RANDOM = new SecureRandom();

    /** {@return a new authority, for ten years, that may not make further authorities} */
    static Identity newAuthority(String commonName, Instant now) {
        KeyPair pair = Keys.make(KeyKind.P_256);
        X500Name name = subject(commonName);
        Date from = Date.from(now.minus(Duration.ofHours(1)));
        Date to = Date.from(now.plus(Duration.ofDays(3652)));
        X509v3CertificateBuilder builder =
                new JcaX509v3CertificateBuilder(name, serial(), from, to, name, pair.getPublic());
        try {
            JcaX509ExtensionUtils utils = new JcaX509ExtensionUtils();
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            builder.addExtension(
                    Extension.subjectKeyIdentifier, false, utils.createSubjectKeyIdentifier(pair.getPublic()));
            return new Identity(pair.getPrivate(), List.of(sign(builder, pair.getPrivate())));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot make a certificate on P-256", e);
        }
    }

    /**
     * @param names alternative names besides {@code commonName}; addresses are recognised by their form
     * @param usages of the extended key usage extension
     * @return a fresh key with its certificate and the authority's
     */
    Identity issue(String commonName, List<String> names, Instant from, Instant to, List<KeyPurposeId> usages) {
        KeyPair pair = Keys.make(KeyKind.P_256);
        X500Principal issuer = authority.certificate().getSubjectX500Principal();
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                X500Name.getInstance(issuer.getEncoded()),
                serial(),
                Date.from(from),
                Date.from(to),
                subject(commonName),
                pair.getPublic());
        try {
            extend(builder, pair.getPublic(), commonName, names, usages);
            X509Certificate certificate = sign(builder, authority.key());
            List<X509Certificate> chain = new ArrayList<>(List.of(certificate));
            chain.addAll(authority.chain());
            return new Identity(pair.getPrivate(), chain);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("cannot make a certificate for " + commonName + ": " + e.getMessage(), e);
        }
    }

    private void extend(
            X509v3CertificateBuilder builder,
            PublicKey key,
            String commonName,
            List<String> names,
            List<KeyPurposeId> usages)
            throws IOException, GeneralSecurityException {
        JcaX509ExtensionUtils utils = new JcaX509ExtensionUtils();
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature | KeyUsage.keyAgreement));
        if (!usages.isEmpty()) {
            builder.addExtension(
                    Extension.extendedKeyUsage, false, new ExtendedKeyUsage(usages.toArray(new KeyPurposeId[0])));
        }
        builder.addExtension(Extension.subjectKeyIdentifier, false, utils.createSubjectKeyIdentifier(key));
        builder.addExtension(
                Extension.authorityKeyIdentifier,
                false,
                utils.createAuthorityKeyIdentifier(authority.certificate().getPublicKey()));
        builder.addExtension(Extension.subjectAlternativeName, false, alternatives(commonName, names));
    }

    static GeneralNames alternatives(String commonName, List<String> names) {
        Set<String> all = new LinkedHashSet<>(List.of(commonName));
        all.addAll(names);
        return new GeneralNames(all.stream()
                .map(name -> new GeneralName(literal(name) ? GeneralName.iPAddress : GeneralName.dNSName, name))
                .toArray(GeneralName[]::new));
    }

    private static boolean literal(String name) {
        return name.indexOf(':') >= 0 || name.matches("\\d{1,3}(\\.\\d{1,3}){3}");
    }

    private static X500Name subject(String commonName) {
        String fitting =
                commonName.length() <= COMMON_NAME_LIMIT ? commonName : commonName.substring(0, COMMON_NAME_LIMIT);
        return new X500NameBuilder().addRDN(BCStyle.CN, fitting).build();
    }

    private static BigInteger serial() {
        return new BigInteger(127, RANDOM).setBit(126);
    }

    private static X509Certificate sign(X509v3CertificateBuilder builder, PrivateKey key)
            throws GeneralSecurityException {
        try {
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key)));
        } catch (OperatorCreationException e) {
            throw new GeneralSecurityException(e);
        }
    }
}
