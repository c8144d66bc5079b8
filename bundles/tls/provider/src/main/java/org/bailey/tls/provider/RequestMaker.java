package org.bailey.tls.provider;

import java.io.IOException;
import java.security.KeyPair;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.bailey.tls.KeyKind;
import org.bailey.tls.RequestedCertificate;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequestBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/** Makes keys with requests for certificates of them (RFC 2986), for both roles of mutual TLS. */
final class RequestMaker {
    private static final KeyPurposeId[] BOTH_ROLES = {KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth};

    private RequestMaker() {}

    /** Takes seconds for the longest RSA keys. */
    static KeyRequest make(RequestedCertificate wanted, Instant now) {
        KeyPair pair = Keys.make(wanted.key());
        try {
            PKCS10CertificationRequestBuilder builder = new JcaPKCS10CertificationRequestBuilder(
                            subject(wanted), pair.getPublic())
                    .addAttribute(
                            PKCSObjectIdentifiers.pkcs_9_at_extensionRequest,
                            extensions(wanted).generate());
            JcaContentSignerBuilder signer = new JcaContentSignerBuilder(signature(wanted.key()));
            return new KeyRequest(
                    now.truncatedTo(ChronoUnit.SECONDS),
                    builder.build(signer.build(pair.getPrivate())),
                    pair.getPrivate());
        } catch (IOException | OperatorCreationException e) {
            throw new IllegalStateException("this Java cannot make a request for " + wanted.key(), e);
        }
    }

    private static ExtensionsGenerator extensions(RequestedCertificate wanted) throws IOException {
        // RFC 5246 section 7.4.2: RSA keys may encipher the session's key, elliptic curves agree on it
        int exchange = wanted.key().algorithm().equals("RSA") ? KeyUsage.keyEncipherment : KeyUsage.keyAgreement;
        ExtensionsGenerator extensions = new ExtensionsGenerator();
        extensions.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature | exchange));
        extensions.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(BOTH_ROLES));
        extensions.addExtension(
                Extension.subjectAlternativeName, false, Issuer.alternatives(wanted.commonName(), wanted.names()));
        return extensions;
    }

    private static X500Name subject(RequestedCertificate wanted) {
        X500NameBuilder name = new X500NameBuilder();
        add(name, BCStyle.C, wanted.country());
        add(name, BCStyle.ST, wanted.state());
        add(name, BCStyle.L, wanted.locality());
        add(name, BCStyle.O, wanted.organization());
        add(name, BCStyle.OU, wanted.unit());
        add(name, BCStyle.CN, wanted.commonName());
        return name.build();
    }

    private static void add(X500NameBuilder name, ASN1ObjectIdentifier field, String value) {
        if (!value.isEmpty()) {
            name.addRDN(field, value);
        }
    }

    private static String signature(KeyKind kind) {
        return switch (kind) {
            case RSA_2048, RSA_3072, RSA_4096 -> "SHA256withRSA";
            case P_256 -> "SHA256withECDSA";
            case P_384 -> "SHA384withECDSA";
        };
    }
}
