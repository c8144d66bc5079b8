package org.bailey.optionkey;

import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What there is of a feature.
 *
 * @param feature such as {@code turn-client}
 * @param title what it gives, in words
 * @param licensed whether a key holds
 * @param ending no key holds any more, calls use it still
 * @param counted whether it is counted
 * @param count how many there are by all keys that hold together; 0 where it is not counted
 * @param calls ids of calls that use it now
 * @param highest most that were used at once, since {@code since}; 0 where it is not counted
 * @param refused how often somebody was refused, since {@code since}
 * @param since when counting began
 * @param until the day after which less of it holds, grace not counted; null when nothing ends
 */
public record FeatureUse(
        String feature,
        String title,
        boolean licensed,
        boolean ending,
        boolean counted,
        int count,
        Set<String> calls,
        int highest,
        long refused,
        LocalDate since,
        @Nullable LocalDate until) {
    public FeatureUse {
        calls = Set.copyOf(calls);
    }
}
