package org.bailey.sdp;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What stands behind the keys of {@code a=crypto} (RFC 4568 section 6.3). Those that begin with a minus may be overlooked
 * and are not here.
 *
 * @param derivationRate power of two after how many packets session keys are derived anew, 0 to 24; 0 for once
 * @param plain which protection is not wanted: {@code UNENCRYPTED_SRTP}, {@code UNENCRYPTED_SRTCP},
 *     {@code UNAUTHENTICATED_SRTP}, in the order of the line
 * @param correctionFirst whether FEC is made before encryption; where no FEC is agreed on it means nothing
 * @param correctionKeys whether FEC has keys of its own, {@code FEC_KEY}
 * @param window how many packets the author advises to look back for replays, 64 and more; 0 for nothing said
 * @param unknown names of others that have to be understood
 */
public record SessionParameters(
        int derivationRate,
        List<String> plain,
        boolean correctionFirst,
        boolean correctionKeys,
        int window,
        List<String> unknown) {
    private static final int HIGHEST_RATE = 24;
    private static final int SMALLEST_WINDOW = 64;
    private static final int LARGEST_WINDOW = 1 << 15;
    private static final Set<String> PLAIN = Set.of("UNENCRYPTED_SRTP", "UNENCRYPTED_SRTCP", "UNAUTHENTICATED_SRTP");

    /** Nothing but what is usual. */
    public static final SessionParameters NONE = new SessionParameters(0, List.of(), true, false, 0, List.of());

    public SessionParameters {
        plain = List.copyOf(plain);
        unknown = List.copyOf(unknown);
    }

    /** @throws IllegalArgumentException naming the parameter that is wrong, never the value of one that holds a key */
    static SessionParameters of(List<String> words) {
        if (words.isEmpty()) {
            return NONE;
        }
        int rate = 0;
        boolean first = true;
        boolean keys = false;
        int window = 0;
        List<String> plain = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String word : words) {
            if (word.startsWith("-")) {
                continue;
            }
            String name = name(word);
            String value = word.substring(Math.min(word.length(), name.length() + 1));
            if (!seen.add(name)) {
                throw new IllegalArgumentException(name + " stands there twice");
            }
            if (PLAIN.contains(name) && name.length() == word.length()) {
                plain.add(name);
                continue;
            }
            switch (name) {
                case "KDR" -> rate = number(name, value, 0, HIGHEST_RATE);
                case "WSH" -> window = number(name, value, SMALLEST_WINDOW, LARGEST_WINDOW);
                case "FEC_ORDER" -> first = correctionFirst(value);
                case "FEC_KEY" -> keys = true;
                default -> unknown.add(Text.shown(name));
            }
        }
        return new SessionParameters(rate, plain, first, keys, window, unknown);
    }

    private static String name(String word) {
        int end = word.indexOf('=');
        return (end < 0 ? word : word.substring(0, end)).toUpperCase(Locale.ROOT);
    }

    private static int number(String name, String value, int least, int most) {
        long number = Text.number(value, most);
        if (number < least) {
            throw new IllegalArgumentException(name + " is not a number from " + least + " to " + most);
        }
        return (int) number;
    }

    private static boolean correctionFirst(String value) {
        return switch (value.toUpperCase(Locale.ROOT)) {
            case "FEC_SRTP" -> true;
            case "SRTP_FEC" -> false;
            default -> throw new IllegalArgumentException("FEC_ORDER is neither FEC_SRTP nor SRTP_FEC");
        };
    }
}
