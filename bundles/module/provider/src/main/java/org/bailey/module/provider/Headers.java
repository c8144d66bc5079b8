package org.bailey.module.provider;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Manifest headers taken apart (OSGi Core R8 section 3.2.3). */
final class Headers {
    /** One clause: its paths, and attributes and directives by name, directives with their colon. */
    record Clause(List<String> paths, Map<String, String> parameters) {
        String get(String name, String otherwise) {
            return parameters.getOrDefault(name, otherwise);
        }
    }

    private Headers() {}

    static List<Clause> parse(@Nullable String header) {
        List<Clause> clauses = new ArrayList<>();
        if (header == null || header.isBlank()) {
            return clauses;
        }
        for (String clause : split(header, ',')) {
            List<String> paths = new ArrayList<>();
            Map<String, String> parameters = new LinkedHashMap<>();
            for (String part : split(clause, ';')) {
                int equals = part.indexOf('=');
                int quote = part.indexOf('"');
                if (equals < 0 || quote >= 0 && quote < equals) {
                    paths.add(part.strip());
                } else {
                    String name = part.substring(0, equals).strip();
                    parameters.put(
                            plain(name), unquoted(part.substring(equals + 1).strip()));
                }
            }
            clauses.add(new Clause(List.copyOf(paths), parameters));
        }
        return clauses;
    }

    /** Without the type of a typed attribute: {@code objectClass:List<String>} is {@code objectClass}. */
    private static String plain(String name) {
        int colon = name.indexOf(':');
        return colon < 0 || colon == name.length() - 1 ? name : name.substring(0, colon);
    }

    private static String unquoted(String value) {
        return value.length() > 1 && value.startsWith("\"") && value.endsWith("\"")
                ? value.substring(1, value.length() - 1)
                : value;
    }

    private static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == separator && !quoted) {
                parts.add(text.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }
}
