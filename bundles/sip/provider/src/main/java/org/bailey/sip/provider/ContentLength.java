package org.bailey.sip.provider;

/** Finds the Content-Length in the head of a message without reading the rest (RFC 3261 section 20.14). */
final class ContentLength {
    private static final long INVALID = -1;
    private static final long MISSING = -2;

    private ContentLength() {}

    /** {@return the length of the body; negative when it cannot be known, {@link #problem} then says why} */
    static long find(byte[] head) {
        long length = MISSING;
        boolean typed = false;
        String text = Text.decode(head, 0, head.length);
        for (int line = text.indexOf('\n') + 1; line > 0 && line < text.length(); ) {
            int feed = text.indexOf('\n', line);
            int end = feed < 0 ? text.length() : feed;
            int colon = text.indexOf(':', line);
            if (colon > 0 && colon < end) {
                String name = text.substring(line, colon).stripTrailing();
                if (name.equalsIgnoreCase("Content-Length") || name.equalsIgnoreCase("l")) {
                    long value = Tokens.number(text.substring(colon + 1, end).strip(), Integer.MAX_VALUE);
                    if (value < 0 || (length >= 0 && length != value)) {
                        return INVALID;
                    }
                    length = value;
                } else if (name.equalsIgnoreCase("Content-Type") || name.equalsIgnoreCase("c")) {
                    typed = true;
                }
            }
            line = end + 1;
        }
        return length == MISSING && !typed ? 0 : length;
    }

    static String problem(long found) {
        return found == MISSING ? "Missing Content-Length header on a stream" : "Content-Length is no number of bytes";
    }
}
