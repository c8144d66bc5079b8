package org.bailey.sip.provider;

import java.security.cert.CertificateException;
import java.util.Locale;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Says of a failed handshake who refused what, in words an operator can act on. */
final class TlsTrouble {
    static final String WITHOUT_CERTIFICATE = "we refused it: it showed no certificate";

    private TlsTrouble() {}

    static boolean is(Throwable cause) {
        return find(cause, SSLException.class) != null || find(cause, CertificateException.class) != null;
    }

    static String describe(Throwable cause) {
        SSLException failure = find(cause, SSLException.class);
        String text = String.valueOf((failure == null ? cause : failure).getMessage());
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.contains("received fatal alert")) {
            return alert(lower.substring(lower.lastIndexOf(':') + 1).strip());
        }
        if (lower.contains("empty client certificate chain") || lower.contains("empty server certificate chain")) {
            return WITHOUT_CERTIFICATE;
        }
        if (lower.contains("not an ssl/tls record") || lower.contains("unsupported or unrecognized ssl message")) {
            return "the peer does not speak TLS on this port";
        }
        if (lower.contains("handshake timed out")) {
            return "the TLS handshake was not finished in time";
        }
        CertificateException certificate = find(cause, CertificateException.class);
        if (certificate != null) {
            return "we refused it: " + certificate.getMessage();
        }
        return "the TLS handshake failed: " + root(cause);
    }

    private static String alert(String alert) {
        return switch (alert) {
            case "bad_certificate", "unknown_ca", "certificate_unknown", "unsupported_certificate" ->
                "the peer refused our certificate (alert " + alert
                        + "): its trust list lacks our authority, or our name" + " or key usage does not suit it";
            case "certificate_expired" -> "the peer refused our certificate: it is expired (alert " + alert + ")";
            case "certificate_revoked" -> "the peer refused our certificate: it is revoked (alert " + alert + ")";
            case "certificate_required", "handshake_failure", "no_certificate" ->
                "the peer refused the handshake (alert " + alert + "): it wants a certificate we do not show, or no"
                        + " protocol version or cipher suite is common to both";
            case "access_denied" -> "the peer accepted our certificate but denies access (alert " + alert + ")";
            default -> "the peer refused the handshake (alert " + alert + ")";
        };
    }

    private static String root(Throwable cause) {
        Throwable deepest = cause;
        while (deepest.getCause() != null && deepest.getCause() != deepest) {
            deepest = deepest.getCause();
        }
        String text = deepest.getMessage();
        return text == null ? deepest.getClass().getSimpleName() : text;
    }

    private static <T extends Throwable> @Nullable T find(Throwable cause, Class<T> type) {
        for (Throwable t = cause; t != null; t = t.getCause() == t ? null : t.getCause()) {
            if (type.isInstance(t)) {
                return type.cast(t);
            }
        }
        return null;
    }
}
