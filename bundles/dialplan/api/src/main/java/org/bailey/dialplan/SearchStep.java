package org.bailey.dialplan;

/**
 * One thing a search looked at.
 *
 * @param name of the transform or rule; empty for what is neither
 * @param priority its number; 0 for what has none
 * @param alias held against it
 * @param result the alias after it; {@code alias} itself where nothing changed
 * @param sentence what happened, as it stands in the search history of a call
 */
public record SearchStep(
        Kind kind, String name, int priority, Outcome outcome, String alias, String result, String sentence) {
    /** What was looked at. */
    public enum Kind {
        TRANSFORM,
        RULE,
        /** Several rules at once, of which the sentence tells how many. */
        RULES
    }

    /** What came of it. */
    public enum Outcome {
        /** The pattern does not match. */
        MISSED,
        /** A transform changed the alias. */
        CHANGED,
        /** The rule is for calls from elsewhere or of another kind. */
        UNFIT,
        /** It matches, and still leads nowhere. */
        PASSED_OVER,
        /** The call may go to its target. */
        TAKEN
    }
}
