package org.bailey.sip;

import java.util.List;

/** Splits header values at list commas: those outside quotes and angle brackets (RFC 3261 section 7.3.1). */
final class Commas {
    private Commas() {}

    static void split(String value, List<String> into) {
        boolean quoted = false;
        int angle = 0;
        int start = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\\' && quoted) {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && c == '<') {
                angle++;
            } else if (!quoted && c == '>' && angle > 0) {
                angle--;
            } else if (c == ',' && !quoted && angle == 0) {
                add(value.substring(start, i), into);
                start = i + 1;
            }
        }
        add(value.substring(start), into);
    }

    private static void add(String element, List<String> into) {
        String stripped = element.strip();
        if (!stripped.isEmpty()) {
            into.add(stripped);
        }
    }
}
