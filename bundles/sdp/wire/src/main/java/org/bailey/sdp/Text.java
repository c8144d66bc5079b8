package org.bailey.sdp;

/** What may stand in a line: any byte but NUL, CR and LF (byte-string of RFC 8866 section 9). */
final class Text {
    private Text() {}

    /** @throws IllegalArgumentException if {@code value} would not survive as part of one line */
    static String checked(String what, String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == 0 || c == '\r' || c == '\n' || c > 0xFF) {
                throw new IllegalArgumentException(what + " holds character " + (int) c + ", which no SDP line can");
            }
        }
        return value;
    }

    /** A token: not empty, no blanks. */
    static String token(String what, String value) {
        if (value.isEmpty() || value.indexOf(' ') >= 0 || value.indexOf('\t') >= 0) {
            throw new IllegalArgumentException(what + " '" + value + "' is not one word");
        }
        return checked(what, value);
    }

    /** A piece of foreign text as it may appear in a message of ours: short, printable. */
    static String shown(String value) {
        String text = value.strip();
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length() && i < 80; i++) {
            char c = text.charAt(i);
            out.append(c < ' ' || c >= 0x7F ? '?' : c);
        }
        return out.append(text.length() > 80 ? "..." : "").toString();
    }

    /** The words of a value; blanks of any number between and around them do not count. */
    static String[] words(String value) {
        String text = value.strip();
        int count = 0;
        for (int at = 0; at < text.length(); at = wordEnd(text, at)) {
            at = wordStart(text, at);
            count++;
        }
        // by hand: every line of every description comes this way
        String[] words = new String[count];
        int at = 0;
        for (int i = 0; i < count; i++) {
            int start = wordStart(text, at);
            at = wordEnd(text, start);
            words[i] = text.substring(start, at);
        }
        return words;
    }

    private static int wordStart(String text, int from) {
        int at = from;
        while (at < text.length() && blank(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static int wordEnd(String text, int from) {
        int at = from;
        while (at < text.length() && !blank(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean blank(char c) {
        return c == ' ' || c == '\t';
    }

    /** A decimal number without sign, or -1 when {@code text} is none or is above {@code max}. */
    static long number(String text, long max) {
        if (text.isEmpty() || text.length() > 18) {
            return -1;
        }
        long value = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            value = value * 10 + (c - '0');
        }
        return value > max ? -1 : value;
    }
}
