package org.bailey.media;

/**
 * The synchronization sources a direction leaves with: Microsoft clients take only those that were announced for the line
 * ({@code a=x-ssrc-range}, [MS-SDPEXT] section 3.1.5.31).
 *
 * @param first unsigned, 1 to 4294967040
 * @param size how many from there on, 1 to 1000
 */
public record SsrcSpan(long first, int size) {
    public SsrcSpan {
        if (first < 1 || size < 1 || size > 1000 || first + size - 1 > 4_294_967_040L) {
            throw new IllegalArgumentException(
                    "SSRCs are 1 to 4294967040, at most 1000 of them, not " + size + " from " + first);
        }
    }
}
