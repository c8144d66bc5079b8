package org.bailey.tls.console;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bailey.console.RecordJson;
import org.bailey.tls.Fingerprint;
import org.bailey.tls.TlsContexts;

/** A certificate as people look at it. */
final class CertificateJson {
    private static final String SERVER_AUTH = "1.3.6.1.5.5.7.3.1";
    private static final String CLIENT_AUTH = "1.3.6.1.5.5.7.3.2";

    private CertificateJson() {}

    static JsonArrayBuilder of(List<X509Certificate> certificates, TlsContexts tls) {
        JsonArrayBuilder array = Json.createArrayBuilder();
        certificates.forEach(each -> array.add(of(each, tls.names(each))));
        return array;
    }

    /** @param names as {@link TlsContexts#names} finds them */
    private static JsonObject of(X509Certificate certificate, List<String> names) {
        return Json.createObjectBuilder()
                .add("subject", certificate.getSubjectX500Principal().getName(X500Principal.RFC1779))
                .add("issuer", certificate.getIssuerX500Principal().getName(X500Principal.RFC1779))
                .add("names", RecordJson.of(names))
                .add("usages", RecordJson.of(usages(certificate)))
                .add("key", key(certificate))
                .add("notBefore", certificate.getNotBefore().toInstant().toString())
                .add("notAfter", certificate.getNotAfter().toInstant().toString())
                .add("serial", certificate.getSerialNumber().toString(16))
                .add("sha256", Fingerprint.sha256(certificate))
                .build();
    }

    private static List<String> usages(X509Certificate certificate) {
        try {
            List<String> usages = certificate.getExtendedKeyUsage();
            return usages == null
                    ? List.of()
                    : usages.stream().map(CertificateJson::usage).toList();
        } catch (CertificateParsingException e) {
            return List.of();
        }
    }

    private static String usage(String id) {
        return switch (id) {
            case SERVER_AUTH -> "serverAuth";
            case CLIENT_AUTH -> "clientAuth";
            default -> id;
        };
    }

    private static String key(X509Certificate certificate) {
        if (certificate.getPublicKey() instanceof RSAPublicKey rsa) {
            return "RSA, " + rsa.getModulus().bitLength() + " bits";
        }
        if (certificate.getPublicKey() instanceof ECPublicKey ec) {
            return "elliptic curve, " + ec.getParams().getOrder().bitLength() + " bits";
        }
        return certificate.getPublicKey().getAlgorithm();
    }
}
