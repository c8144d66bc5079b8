package org.bailey.system.config;

/** Configurator files may carry comments, JSON may not (OSGi Compendium R8 section 150.3). */
final class JsonComments {
    private JsonComments() {}

    /** Replaces {@code //} and block comments by spaces, so that line and column numbers stay true. */
    static String blank(String text) {
        StringBuilder out = new StringBuilder(text);
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted) {
                if (c == '\\') {
                    i++;
                } else if (c == '"') {
                    quoted = false;
                }
            } else if (c == '"') {
                quoted = true;
            } else if (text.startsWith("//", i)) {
                i = blankUntil(out, i, text.indexOf('\n', i));
            } else if (text.startsWith("/*", i)) {
                int end = text.indexOf("*/", i + 2);
                i = blankUntil(out, i, end < 0 ? end : end + 2);
            }
        }
        return out.toString();
    }

    private static int blankUntil(StringBuilder out, int from, int end) {
        int stop = end < 0 ? out.length() : end;
        for (int i = from; i < stop; i++) {
            if (out.charAt(i) != '\n') {
                out.setCharAt(i, ' ');
            }
        }
        return stop - 1;
    }
}
