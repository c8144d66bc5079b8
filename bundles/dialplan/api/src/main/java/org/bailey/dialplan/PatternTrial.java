package org.bailey.dialplan;

import java.util.List;

/**
 * A pattern held against an alias.
 *
 * @param refused why the pattern, or what becomes of a match, cannot be; empty when it can
 * @param matches whether the alias matches
 * @param result the alias that goes on; empty without a match
 * @param groups what the parentheses took; those that took no part are empty
 * @param remarks what about the pattern may be a mistake
 */
public record PatternTrial(String refused, boolean matches, String result, List<String> groups, List<String> remarks) {
    public PatternTrial {
        groups = List.copyOf(groups);
        remarks = List.copyOf(remarks);
    }

    /**
     * What to try, with the names of the settings of a rule.
     *
     * @param patternType {@code REGEX}, {@code EXACT}, {@code PREFIX} or {@code SUFFIX}; empty for the first
     * @param behaviour {@code LEAVE}, {@code STRIP} or {@code REPLACE}; empty for the first
     */
    public record Wanted(String patternType, String pattern, String behaviour, String replacement, String alias) {}
}
