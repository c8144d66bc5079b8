package org.bailey.sdp;

import org.jspecify.annotations.Nullable;

/**
 * One {@code a=} line, kept byte for byte: {@code a=name} or {@code a=name:value} (RFC 8866 section 5.13).
 *
 * @param name what stands before the first colon
 * @param value what stands after it, trailing blanks included; null where there is no colon
 */
public record Attribute(String name, @Nullable String value) {
    public Attribute {
        Text.checked("attribute name", name);
        if (name.indexOf(':') >= 0) {
            throw new IllegalArgumentException("attribute name '" + name + "' holds a colon");
        }
        if (value != null) {
            Text.checked("attribute " + name, value);
        }
    }

    /** A property attribute, {@code a=rtcp-mux}. */
    public static Attribute of(String name) {
        return new Attribute(name, null);
    }

    /** A value attribute, {@code a=ptime:20}. */
    public static Attribute of(String name, String value) {
        return new Attribute(name, value);
    }

    /** {@code text} is what follows {@code a=}. */
    static Attribute parse(String text) {
        int colon = text.indexOf(':');
        return colon < 0
                ? new Attribute(text, null)
                : new Attribute(text.substring(0, colon), text.substring(colon + 1));
    }

    public boolean is(String wanted) {
        return name.strip().equalsIgnoreCase(wanted);
    }

    /** The value without blanks around it; empty where there is none. */
    public String text() {
        return value == null ? "" : value.strip();
    }

    /** As after {@code a=}. */
    @Override
    public String toString() {
        return value == null ? name : name + ":" + value;
    }
}
