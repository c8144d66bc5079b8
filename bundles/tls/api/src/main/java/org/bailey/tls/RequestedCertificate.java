package org.bailey.tls;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a certificate signing request asks for; it exists, so it can be asked for.
 *
 * @param commonName whom it is for: a host name in full
 * @param names DNS names and IP addresses; the common name is the first of them, whether it was given or not
 * @param organization empty when not wanted, as are the four after it
 * @param country two letters
 */
public record RequestedCertificate(
        String commonName,
        List<String> names,
        KeyKind key,
        String organization,
        String unit,
        String locality,
        String state,
        String country) {
    /** X.520 bounds common name, organization and unit. */
    private static final int LONGEST_TEXT = 64;

    private static final int LONGEST_NAME = 253;
    private static final int MOST_NAMES = 100;
    private static final String LABEL = "[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?";
    private static final String HOST = LABEL + "(\\." + LABEL + ")*";
    private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final String IPV4 = OCTET + "(\\." + OCTET + "){3}";
    private static final String NUMBERS = "[0-9.]+";

    /** @throws IllegalArgumentException one sentence: the field, its value, and what it must be */
    public RequestedCertificate {
        commonName = commonName.trim();
        if (!host(commonName) || commonName.length() > LONGEST_TEXT) {
            throw new IllegalArgumentException("the common name is \"" + commonName
                    + "\", it must be a host name in full, of at most 64 letters, digits, dots and hyphens"
                    + wildcard(commonName));
        }
        Set<String> all = new LinkedHashSet<>(List.of(commonName));
        for (String name : names) {
            String plain = name.trim();
            if (!host(plain) && !address(plain)) {
                throw new IllegalArgumentException("the alternative name \"" + plain
                        + "\" is neither a host name nor an IP address" + wildcard(plain));
            }
            if (all.stream().noneMatch(plain::equalsIgnoreCase)) {
                all.add(plain);
            }
        }
        if (all.size() > MOST_NAMES) {
            throw new IllegalArgumentException(all.size() + " names are too many, at most " + MOST_NAMES);
        }
        names = List.copyOf(all);
        organization = text("organization", organization);
        unit = text("organizational unit", unit);
        locality = text("locality", locality);
        state = text("state or province", state);
        country = country.trim().toUpperCase(Locale.ROOT);
        if (!country.matches("([A-Z]{2})?")) {
            throw new IllegalArgumentException(
                    "the country is \"" + country + "\", it must be the two letters of ISO 3166, as DE");
        }
    }

    /** A request for names only. */
    public RequestedCertificate(String commonName, List<String> names, KeyKind key) {
        this(commonName, names, key, "", "", "", "", "");
    }

    private static boolean host(String name) {
        return name.length() <= LONGEST_NAME && name.matches(HOST) && !name.matches(NUMBERS);
    }

    private static boolean address(String name) {
        return name.matches(IPV4) || ipv6(name);
    }

    /** Eight groups, or fewer around one {@code ::} (RFC 4291 section 2.2); the form that ends in an IPv4 address is not taken. */
    private static boolean ipv6(String name) {
        String[] halves = name.split("::", -1);
        if (halves.length > 2 || !name.matches("[0-9A-Fa-f:]*:[0-9A-Fa-f:]*")) {
            return false;
        }
        int groups = 0;
        for (String half : halves) {
            if (!half.isEmpty()) {
                for (String group : half.split(":", -1)) {
                    if (group.isEmpty() || group.length() > 4) {
                        return false;
                    }
                    groups++;
                }
            }
        }
        return halves.length == 2 ? groups < 8 : groups == 8;
    }

    private static String wildcard(String name) {
        return name.contains("*") ? "; a name with * does not count for SIP (RFC 5922 section 7.2)" : "";
    }

    private static String text(String field, String value) {
        String plain = value.trim();
        if (plain.length() > LONGEST_TEXT || plain.matches("(?s).*\\p{Cntrl}.*")) {
            throw new IllegalArgumentException(
                    "the " + field + " is too long or has control characters: at most 64 characters");
        }
        return plain;
    }
}
