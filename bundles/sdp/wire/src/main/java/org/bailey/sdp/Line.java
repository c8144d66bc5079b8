package org.bailey.sdp;

/**
 * A line we carry and do not read: i=, u=, e=, p=, r=, z=, k= and whatever a sender invents.
 *
 * @param type the letter before the equals sign
 * @param value what follows it, byte for byte
 */
public record Line(char type, String value) {
    public Line {
        Text.checked("line " + type + "=", value);
        if (type <= ' ' || type > 0x7E || "voscbtam".indexOf(type) >= 0) {
            throw new IllegalArgumentException("a line of type '" + type + "' has a place of its own");
        }
    }

    /** As it stands in the description. */
    @Override
    public String toString() {
        return type + "=" + value;
    }
}
