package org.bailey.sip;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A sip, sips or tel URI (RFC 3261 section 19.1, RFC 3966), cut into its parts but keeping their text.
 *
 * @param scheme lower case: sip, sips, tel, or whatever stood there
 * @param user the part before {@code @}, escapes kept; empty where there is none; the number of a tel URI
 * @param host name or address, IPv6 in brackets; empty for tel
 * @param port 1 to 65535, or -1 where none was given
 * @param parameters everything from the first semicolon on, with it; empty where there are none
 * @param headers everything from the question mark on, with it; empty where there are none
 */
public record SipUri(String scheme, String user, String host, int port, String parameters, String headers) {

    /**
     * Reads a URI.
     *
     * @throws IllegalArgumentException saying what is wrong with it
     */
    public static SipUri parse(String text) {
        String rest = text.strip();
        int colon = rest.indexOf(':');
        if (colon <= 0) {
            throw new IllegalArgumentException("'" + text + "' is no URI: it has no scheme");
        }
        String scheme = rest.substring(0, colon).toLowerCase(Locale.ROOT);
        rest = rest.substring(colon + 1);
        if (scheme.equals("tel")) {
            int semicolon = rest.indexOf(';');
            return semicolon < 0
                    ? new SipUri(scheme, rest, "", -1, "", "")
                    : new SipUri(scheme, rest.substring(0, semicolon), "", -1, rest.substring(semicolon), "");
        }
        int at = rest.lastIndexOf('@', endOfHostPart(rest));
        String user = at < 0 ? "" : rest.substring(0, at);
        rest = rest.substring(at + 1);
        int question = rest.indexOf('?');
        String headers = question < 0 ? "" : rest.substring(question);
        rest = question < 0 ? rest : rest.substring(0, question);
        int semicolon = rest.indexOf(';');
        String parameters = semicolon < 0 ? "" : rest.substring(semicolon);
        rest = semicolon < 0 ? rest : rest.substring(0, semicolon);
        int portColon = rest.endsWith("]") ? -1 : rest.lastIndexOf(':');
        String host = portColon < 0 ? rest : rest.substring(0, portColon);
        boolean literal = host.startsWith("[") && host.endsWith("]");
        if (host.isBlank() || host.indexOf(' ') >= 0 || (!literal && host.indexOf(':') >= 0)) {
            throw new IllegalArgumentException("'" + text + "' is no SIP URI: its host is missing or broken");
        }
        return new SipUri(
                scheme,
                user,
                host,
                portColon < 0 ? -1 : port(rest.substring(portColon + 1), text),
                parameters,
                headers);
    }

    /** User parts may hold semicolons and question marks (RFC 3261 section 25.1), the part behind the last @ before headers may not. */
    private static int endOfHostPart(String rest) {
        int question = rest.indexOf('?', Math.max(0, rest.indexOf('@')));
        return question < 0 ? rest.length() : question;
    }

    private static int port(String digits, String text) {
        try {
            int port = Integer.parseInt(digits);
            if (port > 0 && port < 65536) {
                return port;
            }
        } catch (NumberFormatException notANumber) {
            // said below
        }
        throw new IllegalArgumentException(
                "'" + text + "' is no SIP URI: port '" + digits + "' is not between 1 and 65535");
    }

    /** {@return the value of a parameter, empty text for one without value} */
    public Optional<String> parameter(String name) {
        return Parameters.find(parameters, name);
    }

    /** {@return user@host, the alias a dial plan works on; the number alone for tel, the host alone without user} */
    public String alias() {
        return host.isEmpty() ? user : user.isEmpty() ? host : user + "@" + host;
    }

    public SipUri withUser(String other) {
        return new SipUri(scheme, other, host, port, parameters, headers);
    }

    public SipUri withHost(String other, int otherPort) {
        return new SipUri(scheme, user, other, otherPort, parameters, headers);
    }

    /** {@return a copy with these parameters instead, e.g. {@code ";transport=tls"}} */
    public SipUri withParameters(@Nullable String other) {
        return new SipUri(scheme, user, host, port, other == null ? "" : other, headers);
    }

    @Override
    public String toString() {
        return scheme + ":" + user + (user.isEmpty() || host.isEmpty() ? "" : "@") + host + (port < 0 ? "" : ":" + port)
                + parameters + headers;
    }
}
