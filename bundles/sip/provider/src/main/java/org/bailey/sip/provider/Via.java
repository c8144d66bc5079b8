package org.bailey.sip.provider;

import java.util.Locale;
import java.util.Optional;
import org.bailey.sip.NameAddress;
import org.jspecify.annotations.Nullable;

/**
 * One Via element (RFC 3261 section 20.42), its text kept.
 *
 * @param text the whole element as sent
 * @param transport in lower case
 * @param host name or address, IPv6 in brackets
 * @param port or -1
 * @param parameters from the first semicolon on
 */
record Via(String text, String transport, String host, int port, String parameters) {
    static final String MAGIC = "z9hG4bK";

    /** {@return the element, or null when it is none} */
    static @Nullable Via parse(String text) {
        int semicolon = text.indexOf(';');
        String head = semicolon < 0 ? text : text.substring(0, semicolon);
        String stripped = head.strip();
        // white space may stand around the slashes: SIP / 2.0 / UDP
        int secondSlash = stripped.indexOf('/', stripped.indexOf('/') + 1);
        if (secondSlash < 0) {
            return null;
        }
        int from = secondSlash + 1;
        while (from < stripped.length() && isBlank(stripped.charAt(from))) {
            from++;
        }
        int end = blank(stripped, from);
        if (end < 0) {
            return null;
        }
        String sentBy = stripped.substring(end).strip();
        String transport = stripped.substring(from, end);
        if (!stripped.regionMatches(true, 0, "SIP", 0, 3) || !Tokens.is(transport)) {
            return null;
        }
        return sentBy(text, transport.toLowerCase(Locale.ROOT), sentBy, semicolon < 0 ? "" : text.substring(semicolon));
    }

    private static @Nullable Via sentBy(String text, String transport, String sentBy, String parameters) {
        int bracket = sentBy.lastIndexOf(']');
        int colon = sentBy.indexOf(':', Math.max(0, bracket));
        String host = (colon < 0 ? sentBy : sentBy.substring(0, colon)).strip();
        int port = -1;
        if (colon >= 0) {
            port = (int) Tokens.number(sentBy.substring(colon + 1).strip(), 65535);
            if (port <= 0) {
                return null;
            }
        }
        boolean literal = host.startsWith("[") && host.endsWith("]");
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            if (c <= ' ' || c == '<' || c == '>' || c == '"' || c == ',' || (c == ':' && !literal)) {
                return null;
            }
        }
        return host.isEmpty() ? null : new Via(text, transport, host, port, parameters);
    }

    private static int blank(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (isBlank(text.charAt(i))) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    Optional<String> parameter(String name) {
        return new NameAddress("", "", parameters).parameter(name);
    }

    String branch() {
        return parameter("branch").orElse("");
    }

    /** {@return whether it is of our version and no parameter is empty; what is not can still be echoed} */
    boolean wellFormed() {
        if (!text.startsWith("SIP/2.0") && !text.replaceAll("[ \t]", "").regionMatches(true, 0, "SIP/2.0/", 0, 8)) {
            return false;
        }
        boolean empty = false;
        for (int i = 0; i < parameters.length(); i++) {
            char c = parameters.charAt(i);
            if (c == ';' && empty) {
                return false;
            }
            empty = c == ';' || (empty && isBlank(c));
        }
        return !empty;
    }

    /** {@return whether the branch names the transaction (RFC 3261), and not only the proxies' loop check (RFC 2543)} */
    boolean unique() {
        String branch = branch();
        return branch.length() > MAGIC.length() && branch.regionMatches(true, 0, MAGIC, 0, MAGIC.length());
    }

    String sentBy() {
        return port < 0 ? host : host + ":" + port;
    }
}
