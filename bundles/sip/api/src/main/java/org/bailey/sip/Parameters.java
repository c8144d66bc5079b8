package org.bailey.sip;

import java.util.Optional;

/** Reads {@code ;name=value} lists without losing their text; semicolons inside quotes do not count. */
final class Parameters {
    private Parameters() {}

    static Optional<String> find(String parameters, String name) {
        int i = 0;
        while (i < parameters.length()) {
            int end = end(parameters, i + 1);
            String one = parameters.substring(i + 1, end);
            int equals = one.indexOf('=');
            String key = (equals < 0 ? one : one.substring(0, equals)).strip();
            if (key.equalsIgnoreCase(name)) {
                return Optional.of(equals < 0 ? "" : one.substring(equals + 1).strip());
            }
            i = end;
        }
        return Optional.empty();
    }

    static String remove(String parameters, String name) {
        StringBuilder kept = new StringBuilder();
        int i = 0;
        while (i < parameters.length()) {
            int end = end(parameters, i + 1);
            String one = parameters.substring(i + 1, end);
            int equals = one.indexOf('=');
            if (!(equals < 0 ? one : one.substring(0, equals)).strip().equalsIgnoreCase(name)) {
                kept.append(parameters, i, end);
            }
            i = end;
        }
        return kept.toString();
    }

    private static int end(String parameters, int from) {
        boolean quoted = false;
        for (int i = from; i < parameters.length(); i++) {
            char c = parameters.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ';' && !quoted) {
                return i;
            }
        }
        return parameters.length();
    }
}
