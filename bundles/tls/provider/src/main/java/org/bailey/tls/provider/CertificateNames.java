package org.bailey.tls.provider;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.security.auth.x500.X500Principal;

/** The names in a certificate (RFC 5280 section 4.2.1.6), and whether one of them is the name of a peer (RFC 5922 section 7.1). */
final class CertificateNames {
    private static final int DNS_NAME = 2;
    private static final int URI = 6;
    private static final int IP_ADDRESS = 7;

    private CertificateNames() {}

    /** {@return common name first, then alternative names as written; no doubles} */
    static List<String> of(X509Certificate certificate) {
        Set<String> names = new LinkedHashSet<>(commonNames(certificate));
        names.addAll(alternativeNames(certificate));
        return List.copyOf(names);
    }

    static List<String> commonNames(X509Certificate certificate) {
        List<String> names = new ArrayList<>();
        try {
            String subject = certificate.getSubjectX500Principal().getName(X500Principal.RFC2253);
            for (Rdn part : new LdapName(subject).getRdns()) {
                if (part.getType().equalsIgnoreCase("CN")) {
                    names.add(0, String.valueOf(part.getValue()));
                }
            }
        } catch (InvalidNameException e) {
            // a subject that is no name carries none
        }
        return names;
    }

    static List<String> alternativeNames(X509Certificate certificate) {
        List<String> names = new ArrayList<>();
        for (List<?> entry : alternatives(certificate)) {
            if (entry.get(1) instanceof String value) {
                switch ((Integer) entry.get(0)) {
                    case DNS_NAME, IP_ADDRESS -> names.add(value);
                    case URI -> names.addAll(sipDomain(value));
                    default -> {}
                }
            }
        }
        return names;
    }

    /** {@return empty when the certificate carries {@code name}, else one sentence with both} */
    static String verify(X509Certificate certificate, String name) {
        String wanted = plain(name);
        List<String> names = of(certificate);
        String wildcard = "";
        for (String carried : names) {
            if (plain(carried).equals(wanted)) {
                return "";
            }
            if (carried.startsWith("*.") && wanted.endsWith(plain(carried.substring(1)))) {
                wildcard = "; a name with * does not count for SIP (RFC 5922 section 7.2)";
            }
        }
        return "the certificate " + Certificates.subject(certificate) + " is not for " + name + ": it carries "
                + (names.isEmpty() ? "no name" : String.join(", ", names)) + wildcard;
    }

    private static Collection<List<?>> alternatives(X509Certificate certificate) {
        try {
            Collection<List<?>> entries = certificate.getSubjectAlternativeNames();
            return entries == null ? List.of() : entries;
        } catch (CertificateParsingException e) {
            return List.of();
        }
    }

    /** A SIP domain certificate names its domain as {@code sip:example.com}, without user (RFC 5922 section 7.1). */
    private static List<String> sipDomain(String uri) {
        boolean domain = uri.regionMatches(true, 0, "sip:", 0, 4) && uri.indexOf('@') < 0;
        return domain ? List.of(uri.substring(4)) : List.of();
    }

    private static String plain(String name) {
        String lower = name.trim().toLowerCase(Locale.ROOT);
        if (lower.startsWith("[") && lower.endsWith("]")) {
            lower = lower.substring(1, lower.length() - 1);
        }
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }
}
