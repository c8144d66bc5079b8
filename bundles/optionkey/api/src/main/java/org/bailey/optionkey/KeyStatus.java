package org.bailey.optionkey;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A key and what it is worth today.
 *
 * @param name of its configuration {@code org.bailey.optionkey.key~NAME}; {@code evaluation-...} for one of the lab
 * @param id five letters that tell it from others; empty when it cannot be read
 * @param feature what it is for; empty when it cannot be read
 * @param serial the appliance it is for
 * @param count how many it gives; null where the feature is not counted
 * @param issued the day it was made, UTC
 * @param expires the last day it holds, UTC; null for ever
 * @param issuer four letters of who made it, empty when nobody here knows
 * @param evaluation whether it holds only while the lab runs
 * @param state what it is worth
 * @param daysLeft whole days until the end of the last day, or of the grace period in state GRACE; null for ever, or when it does not hold
 * @param sentence what there is to say about it
 */
public record KeyStatus(
        String name,
        String id,
        String feature,
        String serial,
        @Nullable Integer count,
        @Nullable LocalDate issued,
        @Nullable LocalDate expires,
        String issuer,
        boolean evaluation,
        State state,
        @Nullable Integer daysLeft,
        String sentence) {

    /** What a key can be worth. */
    public enum State {
        /** It holds. */
        VALID,
        /** Its last day is over; it holds for the days of grace. */
        GRACE,
        /** Its last day and the days of grace are over. */
        EXPIRED,
        /** Somebody else's appliance. */
        OTHER_SERIAL,
        /** For something this version does not know. */
        UNKNOWN_FEATURE,
        /** It says it is of a known issuer, who did not sign it. */
        BAD_SIGNATURE,
        /** Nobody whose keys are believed here made it. */
        UNKNOWN_ISSUER,
        /** No key, or mistyped. */
        MALFORMED,
        /** The same key is there under another name and counts there. */
        DUPLICATE;

        /** {@return whether the feature may be used} */
        public boolean holds() {
            return this == VALID || this == GRACE;
        }
    }
}
