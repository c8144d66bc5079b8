package org.bailey.lab.wire;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cutting header values without being fooled by quotes and angle brackets (RFC 3261 section 25.1). */
public final class SipText {
    private SipText() {}

    /** Splits at {@code separator} outside quoted strings and angle brackets; parts are trimmed, empty ones dropped. */
    public static List<String> split(String value, char separator) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        boolean quoted = false;
        int from = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (quoted) {
                if (c == '\\') {
                    i++;
                } else if (c == '"') {
                    quoted = false;
                }
            } else if (c == '"') {
                quoted = true;
            } else if (c == '<') {
                depth++;
            } else if (c == '>') {
                depth = Math.max(0, depth - 1);
            } else if (c == separator && depth == 0) {
                add(parts, value.substring(from, i));
                from = i + 1;
            }
        }
        add(parts, value.substring(Math.min(from, value.length())));
        return parts;
    }

    private static void add(List<String> parts, String part) {
        if (!part.isBlank()) {
            parts.add(part.strip());
        }
    }

    /** The value of {@code ;name=value} outside angle brackets, an empty text for a bare {@code ;name}, null if absent. */
    public static @Nullable String param(String value, String name) {
        List<String> parts = split(value, ';');
        for (String part : parts.subList(Math.min(1, parts.size()), parts.size())) {
            int eq = part.indexOf('=');
            String key = eq < 0 ? part : part.substring(0, eq).strip();
            if (key.equalsIgnoreCase(name)) {
                return eq < 0 ? "" : part.substring(eq + 1).strip();
            }
        }
        return null;
    }

    /** The URI of a name-addr or addr-spec: what stands between the angle brackets, else what precedes the first {@code ;}. */
    public static String uri(String value) {
        int open = openBracket(value);
        if (open >= 0) {
            int close = value.indexOf('>', open);
            return (close < 0 ? value.substring(open + 1) : value.substring(open + 1, close)).strip();
        }
        int end = value.indexOf(';');
        return (end < 0 ? value : value.substring(0, end)).strip();
    }

    private static int openBracket(String value) {
        boolean quoted = false;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == '<' && !quoted) {
                return i;
            }
        }
        return -1;
    }

    /** {@code user@host} of a SIP URI in lower case, without port and parameters: the key people are registered under. */
    public static String addressOfRecord(String uri) {
        String rest = uri.replaceFirst("(?i)^(sips?|tel):", "");
        int end = rest.indexOf(';');
        rest = end < 0 ? rest : rest.substring(0, end);
        int at = rest.lastIndexOf('@');
        String host = at < 0 ? rest : rest.substring(at + 1);
        int colon = host.startsWith("[") ? host.indexOf(':', host.indexOf(']')) : host.indexOf(':');
        host = colon < 0 ? host : host.substring(0, colon);
        return ((at < 0 ? "" : rest.substring(0, at + 1)) + host).toLowerCase(java.util.Locale.ROOT);
    }

    /** The host part of a SIP URI in lower case. */
    public static String host(String uri) {
        String aor = addressOfRecord(uri);
        return aor.substring(aor.lastIndexOf('@') + 1);
    }
}
