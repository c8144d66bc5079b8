package org.bailey.sdp;

import java.util.Optional;

/**
 * {@code a=x-ssrc-range:first-last}: the SSRCs its author sends with ([MS-SDPEXT] section 3.1.5.31).
 *
 * @param first 1 to 4294967040
 * @param last at least {@code first}, at most 4294967040
 */
public record SsrcRange(long first, long last) {
    /** Highest SSRC Microsoft's ends take. */
    public static final long MAX = 4_294_967_040L;

    public SsrcRange {
        if (first < 1 || last < first || last > MAX) {
            throw new IllegalArgumentException("SSRC range " + first + "-" + last + " is outside 1-" + MAX);
        }
    }

    /** {@code size} SSRCs from {@code first} on. */
    public static SsrcRange of(long first, int size) {
        return new SsrcRange(first, first + size - 1);
    }

    static Optional<SsrcRange> read(String text) {
        int dash = text.indexOf('-');
        long first = Text.number((dash < 0 ? text : text.substring(0, dash)).strip(), MAX);
        long last = dash < 0 ? first : Text.number(text.substring(dash + 1).strip(), MAX);
        return first < 1 || last < first ? Optional.empty() : Optional.of(new SsrcRange(first, last));
    }

    public boolean holds(long ssrc) {
        return ssrc >= first && ssrc <= last;
    }

    public Attribute attribute() {
        return Attribute.of("x-ssrc-range", first + "-" + last);
    }
}
