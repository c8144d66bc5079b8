package org.bailey.dialplan.provider.plan;

/** How a pattern string is read. Letter case never counts. */
public enum PatternType {
    /** RE2 syntax; has to match the whole alias. */
    REGEX,
    EXACT,
    PREFIX,
    SUFFIX
}
