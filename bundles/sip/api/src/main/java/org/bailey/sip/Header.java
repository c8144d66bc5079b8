package org.bailey.sip;

import java.util.Map;

/**
 * One header field as it stood on the wire, unfolded.
 *
 * @param name as sent; compact forms (RFC 3261 section 7.3.3) are spelled out by {@link #of}
 * @param value everything after the colon, outer white space removed, otherwise untouched
 */
public record Header(String name, String value) {
    private static final Map<String, String> LONG_NAMES = Map.ofEntries(
            Map.entry("i", "Call-ID"),
            Map.entry("m", "Contact"),
            Map.entry("e", "Content-Encoding"),
            Map.entry("l", "Content-Length"),
            Map.entry("c", "Content-Type"),
            Map.entry("f", "From"),
            Map.entry("s", "Subject"),
            Map.entry("k", "Supported"),
            Map.entry("t", "To"),
            Map.entry("v", "Via"),
            Map.entry("o", "Event"),
            Map.entry("u", "Allow-Events"),
            Map.entry("r", "Refer-To"),
            Map.entry("b", "Referred-By"),
            Map.entry("x", "Session-Expires"));

    /** {@return a header, its compact name spelled out} */
    public static Header of(String name, String value) {
        return new Header(
                name.length() == 1 ? LONG_NAMES.getOrDefault(name.toLowerCase(java.util.Locale.ROOT), name) : name,
                value.strip());
    }

    /** {@return whether this is a header of that name; names ignore case} */
    public boolean is(String other) {
        return name.equalsIgnoreCase(other);
    }

    @Override
    public String toString() {
        return name + ": " + value;
    }
}
