package org.bailey.dialplan.provider.plan;

/** What happens to an alias that matches. */
public enum Behaviour {
    LEAVE,
    /** Takes away the prefix or suffix that matched. */
    STRIP,
    /** Puts the replacement in place of what matched; with a regular expression that is all of it. */
    REPLACE
}
