package org.bailey.dialplan.provider.plan;

import java.util.Locale;
import java.util.Set;
import org.bailey.sip.SipUri;

/**
 * What patterns are held against: {@code user@host}, with {@code :port} where the Request-URI had one; a telephone number
 * alone for a tel URI. Numbers lose their visual separators and parameters (RFC 3966 section 5.1), and what needed no
 * escaping is unescaped, so that {@code %2B49} is {@code +49}.
 *
 * @param text the alias
 * @param number whether it is a telephone number: tel, or {@code user=phone}
 * @param parameters URI parameters to keep, from the semicolon on
 */
public record Alias(String text, boolean number, String parameters) {
    private static final Set<String> FOR_THIS_HOP = Set.of("transport", "maddr", "ttl", "lr", "method");

    /** @throws IllegalArgumentException for anything but a readable sip, sips or tel URI */
    public static Alias of(String requestUri) {
        SipUri uri = SipUri.parse(requestUri);
        if (uri.scheme().equals("tel")) {
            return new Alias(telephone(uri), true, "");
        }
        if (!uri.scheme().equals("sip") && !uri.scheme().equals("sips")) {
            throw new IllegalArgumentException("the scheme of '" + requestUri + "' is none of sip, sips, tel");
        }
        boolean number = uri.parameter("user").filter("phone"::equalsIgnoreCase).isPresent()
                || uri.user().toLowerCase(Locale.ROOT).contains(";phone-context=");
        String user = number ? digits(beforeSemicolon(uri.user())) : uri.user();
        String text =
                (user.isEmpty() ? "" : unescaped(user) + "@") + uri.host() + (uri.port() < 0 ? "" : ":" + uri.port());
        return new Alias(text, number, kept(uri.parameters()));
    }

    /** A context that is a domain says where a local number is known; one that is a number is no prefix to dial. */
    private static String telephone(SipUri tel) {
        String number = digits(unescaped(tel.user()));
        return tel.parameter("phone-context")
                .filter(context -> !number.startsWith("+") && !context.isEmpty() && !context.startsWith("+"))
                .map(domain -> number + "@" + domain)
                .orElse(number);
    }

    private static String digits(String number) {
        boolean dialled = !number.isEmpty() && number.chars().allMatch(c -> "+0123456789*#-.()".indexOf(c) >= 0);
        return dialled ? number.replaceAll("[-.()]", "") : number;
    }

    private static String beforeSemicolon(String user) {
        int semicolon = user.indexOf(';');
        return semicolon < 0 ? user : user.substring(0, semicolon);
    }

    private static String kept(String parameters) {
        StringBuilder kept = new StringBuilder();
        for (String one : parameters.split(";")) {
            String name = one.split("=", 2)[0].strip().toLowerCase(Locale.ROOT);
            if (!name.isEmpty() && !FOR_THIS_HOP.contains(name)) {
                kept.append(';').append(one.strip());
            }
        }
        return kept.toString();
    }

    private static String unescaped(String user) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < user.length(); i++) {
            int value =
                    user.charAt(i) == '%' && i + 2 < user.length() ? hex(user.charAt(i + 1), user.charAt(i + 2)) : -1;
            if (value > 0 && value < 128 && (Character.isLetterOrDigit(value) || "+-_.!~*'()".indexOf(value) >= 0)) {
                plain.append((char) value);
                i += 2;
            } else {
                plain.append(user.charAt(i));
            }
        }
        return plain.toString();
    }

    private static int hex(char high, char low) {
        int h = Character.digit(high, 16);
        int l = Character.digit(low, 16);
        return h < 0 || l < 0 ? -1 : h * 16 + l;
    }

    /**
     * {@return the Request-URI for a target}
     *
     * @param found the alias after transforms and rule
     * @param host that stands behind a number that has no host
     * @throws IllegalArgumentException when a replacement left no URI
     */
    String uri(String found, String host) {
        String address = number && found.indexOf('@') < 0 ? found + "@" + host : found;
        boolean phone = number && !parameters.toLowerCase(Locale.ROOT).contains(";user=phone");
        String uri = "sip:" + address + parameters + (phone ? ";user=phone" : "");
        if (uri.chars().anyMatch(c -> c <= ' ' || c == '<' || c == '>' || c == '"')) {
            throw new IllegalArgumentException("'" + uri + "' is no URI");
        }
        SipUri.parse(uri);
        return uri;
    }
}
