package org.bailey.tls.provider;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;

/** Says why a peer's certificate was refused in words an administrator can act on; the JDK's words mostly hide it. */
final class Refusal {
    private Refusal() {}

    static String sentence(X509Certificate[] chain, String usage, CertificateException cause) {
        if (chain.length == 0) {
            return "the peer showed no certificate";
        }
        String what = "the peer's certificate " + Certificates.subject(chain[0]) + " (issued by "
                + Certificates.issuer(chain[0]) + ") is refused: ";
        Instant now = Instant.now();
        for (X509Certificate each : chain) {
            String whose = each == chain[0] ? "it" : "its issuer " + Certificates.subject(each);
            if (now.isAfter(each.getNotAfter().toInstant())) {
                return what + whose + " expired at " + each.getNotAfter().toInstant();
            }
            if (now.isBefore(each.getNotBefore().toInstant())) {
                return what + whose + " is not valid before "
                        + each.getNotBefore().toInstant();
            }
        }
        if (!Certificates.allows(chain[0], usage)) {
            String role = usage.equals(Certificates.SERVER_AUTH) ? "serverAuth" : "clientAuth";
            return what + "its extended key usage lacks " + role + " (" + usage + ")";
        }
        if (String.valueOf(cause.getMessage()).contains("unable to find valid certification path")) {
            X509Certificate last = chain[chain.length - 1];
            String wanted = Certificates.selfSigned(last) ? Certificates.subject(last) : Certificates.issuer(last);
            return what + "no trusted authority signed it; if " + wanted
                    + " is to be believed, put its certificate on the list of trusted authorities";
        }
        if (String.valueOf(cause.getMessage()).contains("signature check failed")) {
            return what + "an authority of its issuer's name is on the list, but another key made the signature; the"
                    + " authority may have been set up anew: put its present certificate on the list";
        }
        return what + cause.getMessage();
    }
}
