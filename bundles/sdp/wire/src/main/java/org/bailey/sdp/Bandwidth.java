package org.bailey.sdp;

/**
 * A {@code b=} line (RFC 8866 section 5.8).
 *
 * @param type CT and AS count kbit/s with IP overhead, TIAS (RFC 3890) counts bit/s without
 * @param value in the unit of the type
 */
public record Bandwidth(String type, long value) {
    public Bandwidth {
        Text.token("bandwidth type", type);
        if (value < 0) {
            throw new IllegalArgumentException("bandwidth " + value + " is negative");
        }
    }

    public static Bandwidth ct(long kilobitsPerSecond) {
        return new Bandwidth("CT", kilobitsPerSecond);
    }

    public static Bandwidth as(long kilobitsPerSecond) {
        return new Bandwidth("AS", kilobitsPerSecond);
    }

    public static Bandwidth tias(long bitsPerSecond) {
        return new Bandwidth("TIAS", bitsPerSecond);
    }

    /** The limit in kbit/s whatever the type. */
    public long kilobitsPerSecond() {
        return type.equalsIgnoreCase("TIAS") ? value / 1000 : value;
    }

    static Bandwidth parse(int line, String text) throws MalformedSdp {
        int colon = text.indexOf(':');
        String type = colon < 0 ? "" : text.substring(0, colon).strip();
        long value = colon < 0 ? -1 : Text.number(text.substring(colon + 1).strip(), Long.MAX_VALUE);
        if (value < 0 || Text.words(type).length != 1) {
            throw new MalformedSdp(line, Text.shown("b=" + text) + " is not a bandwidth; wanted type:number");
        }
        return new Bandwidth(type, value);
    }

    /** As after {@code b=}. */
    @Override
    public String toString() {
        return type + ":" + value;
    }
}
