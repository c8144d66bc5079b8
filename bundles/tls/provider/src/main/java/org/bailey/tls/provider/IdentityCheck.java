package org.bailey.tls.provider;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Says what the Microsoft side, call control and browsers will not like about our certificate. */
final class IdentityCheck {
    private static final Duration SOON = Duration.ofDays(14);

    private IdentityCheck() {}

    /** @return one sentence for each thing; empty when all is well */
    static List<String> problems(Identity identity, OwnNames names, Instant now) {
        X509Certificate own = identity.certificate();
        String what = "our certificate " + Certificates.subject(own);
        List<String> problems = new ArrayList<>();
        validity(own, what, now, problems);
        usage(own, what, problems);
        names(own, what, names, problems);
        X509Certificate last = identity.chain().get(identity.chain().size() - 1);
        if (identity.chain().size() == 1 && Certificates.selfSigned(own)) {
            problems.add(what + " is self-signed: peers accept it only when each of them is told to; have an authority"
                    + " sign it");
        } else if (last.getBasicConstraints() < 0) {
            problems.add(what + " comes without the certificate of its authority " + Certificates.issuer(last)
                    + ": append the intermediate certificates to the certificate file");
        }
        return problems;
    }

    private static void validity(X509Certificate own, String what, Instant now, List<String> problems) {
        Instant end = own.getNotAfter().toInstant();
        if (now.isAfter(end)) {
            problems.add(what + " expired at " + end + ": replace it");
        } else if (now.plus(SOON).isAfter(end)) {
            problems.add(what + " expires at " + end + ": replace it before");
        }
        if (now.isBefore(own.getNotBefore().toInstant())) {
            problems.add(what + " is not valid before " + own.getNotBefore().toInstant()
                    + ": check the clock of this machine, or wait");
        }
    }

    private static void usage(X509Certificate own, String what, List<String> problems) {
        List<String> missing = new ArrayList<>();
        try {
            List<String> usages = own.getExtendedKeyUsage();
            // Microsoft's servers want both written down; an absent extension, though it permits all, is refused by
            // some.
            if (usages == null || !usages.contains(Certificates.SERVER_AUTH)) {
                missing.add("serverAuth (" + Certificates.SERVER_AUTH + ")");
            }
            if (usages == null || !usages.contains(Certificates.CLIENT_AUTH)) {
                missing.add("clientAuth (" + Certificates.CLIENT_AUTH + ")");
            }
        } catch (CertificateParsingException e) {
            missing.add("a readable list");
        }
        if (!missing.isEmpty()) {
            problems.add(what + " lacks the extended key usage " + String.join(" and ", missing)
                    + ": mutual TLS needs both; have it issued for both");
        }
    }

    private static void names(X509Certificate own, String what, OwnNames names, List<String> problems) {
        if (!names.fqdn().isEmpty()
                && !CertificateNames.verify(own, names.fqdn()).isEmpty()) {
            problems.add(what + " does not carry this appliance's name " + names.fqdn() + ": it carries "
                    + String.join(", ", CertificateNames.of(own)) + "; have it issued for that name, or set the host"
                    + " name and domain of org.bailey.system to match");
        }
        if (!names.cluster().isEmpty()
                && !CertificateNames.verify(own, names.cluster()).isEmpty()) {
            problems.add(what + " does not carry the cluster name " + names.cluster()
                    + ", which the Microsoft side trusts as pool identity: have it issued with that name too");
        }
        List<String> alternative = CertificateNames.alternativeNames(own);
        for (String common : CertificateNames.commonNames(own)) {
            if (!alternative.isEmpty() && alternative.stream().noneMatch(common::equalsIgnoreCase)) {
                problems.add(what + " has alternative names without its subject name " + common
                        + ": the subject name must be among them");
            }
        }
    }
}
