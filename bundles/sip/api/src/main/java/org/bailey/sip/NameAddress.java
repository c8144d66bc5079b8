package org.bailey.sip;

import java.util.Optional;

/**
 * A name-addr with its header parameters, the form of From, To, Contact, Route and their kin (RFC 3261 section 20.10).
 *
 * @param display the display name as sent, quotes included; empty where there is none
 * @param uri the text between the angle brackets, or the bare URI
 * @param parameters the header parameters from the first semicolon on, with it; empty where there are none
 */
public record NameAddress(String display, String uri, String parameters) {

    /** {@return what could be read; a broken value becomes a bare URI of the same text, so nothing is lost} */
    public static NameAddress parse(String value) {
        String text = value.strip();
        int open = openBracket(text);
        if (open < 0) {
            int semicolon = text.indexOf(';');
            return semicolon < 0
                    ? new NameAddress("", text, "")
                    : new NameAddress("", text.substring(0, semicolon).strip(), text.substring(semicolon));
        }
        int close = text.indexOf('>', open);
        if (close < 0) {
            return new NameAddress("", text, "");
        }
        String after = text.substring(close + 1).strip();
        return new NameAddress(
                text.substring(0, open).strip(),
                text.substring(open + 1, close).strip(),
                after.startsWith(";") ? after : "");
    }

    private static int openBracket(String text) {
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && quoted) {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == '<' && !quoted) {
                return i;
            }
        }
        return -1;
    }

    public Optional<String> parameter(String name) {
        return Parameters.find(parameters, name);
    }

    /** {@return the tag, empty where there is none} */
    public String tag() {
        return parameter("tag").orElse("");
    }

    /** {@return a copy whose tag is this one} */
    public NameAddress withTag(String tag) {
        return new NameAddress(display, uri, Parameters.remove(parameters, "tag") + ";tag=" + tag);
    }

    /** {@return a copy without that header parameter} */
    public NameAddress without(String name) {
        return new NameAddress(display, uri, Parameters.remove(parameters, name));
    }

    /** {@return the display name without its quotes and escapes} */
    public String displayText() {
        if (display.length() >= 2 && display.startsWith("\"") && display.endsWith("\"")) {
            return display.substring(1, display.length() - 1).replaceAll("\\\\(.)", "$1");
        }
        return display;
    }

    @Override
    public String toString() {
        return (display.isEmpty() ? "" : display + " ") + "<" + uri + ">" + parameters;
    }
}
