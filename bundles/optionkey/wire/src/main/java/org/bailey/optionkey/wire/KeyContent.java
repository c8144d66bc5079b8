package org.bailey.optionkey.wire;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a key says.
 *
 * @param feature word of a {@link KnownFeature}, or {@code feature-N} where a later version knows what number N is
 * @param serial the appliance it is for
 * @param count how many, 1 to 1,000,000; null where the feature is not counted
 * @param issued the day it was made, UTC
 * @param expires the last day it holds, UTC; null when it holds for ever
 * @param id five letters that tell it from other keys of the same content
 */
public record KeyContent(
        String feature,
        SerialNumber serial,
        @Nullable Integer count,
        LocalDate issued,
        @Nullable LocalDate expires,
        String id) {
    public static final int MOST = 1_000_000;
    /** Days are counted from here, 15 bits of them. */
    static final LocalDate FIRST_DAY = LocalDate.of(2024, 1, 1);

    static final LocalDate LAST_DAY = FIRST_DAY.plusDays(0x7fff);

    public KeyContent {
        if (count != null && (count < 1 || count > MOST)) {
            throw new IllegalArgumentException("a count is from 1 to " + MOST + ", not " + count);
        }
        day("issued", issued);
        if (expires != null) {
            day("expires", expires);
            if (expires.isBefore(issued)) {
                throw new IllegalArgumentException("a key cannot expire on " + expires + " and be issued on " + issued);
            }
        }
        if (!id.matches("[0-9A-HJKMNP-TV-Z]{5}")) {
            throw new IllegalArgumentException("a key's id is five letters of a key, not \"" + id + "\"");
        }
    }

    private static void day(String name, LocalDate day) {
        if (day.isBefore(FIRST_DAY) || day.isAfter(LAST_DAY)) {
            throw new IllegalArgumentException(name + " is from " + FIRST_DAY + " to " + LAST_DAY + ", not " + day);
        }
    }
}
