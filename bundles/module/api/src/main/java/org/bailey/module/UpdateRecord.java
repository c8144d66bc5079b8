package org.bailey.module;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One update: under way, or as the history has it.
 *
 * @param what names and versions in words: {@code org.bailey.b2bua.provider 1.0.0 to 1.0.1}
 * @param who asked for it, and by which way
 * @param ended null while it goes on
 * @param steps what happened, in order
 * @param outcome how it ended, or where it is
 * @param reason why it ended so: for one that was put back, which exception, where, and in which call; empty when all is well
 */
public record UpdateRecord(
        String id,
        String what,
        String who,
        Instant began,
        @Nullable Instant ended,
        Outcome outcome,
        String reason,
        List<Step> steps) {

    /** How an update ended. */
    public enum Outcome {
        DRAINING,
        REPLACING,
        /** The new version serves, and is being watched. */
        WATCHED,
        DONE,
        /** The version before serves again. */
        PUT_BACK,
        /** It was not begun. */
        REFUSED,
        /** It went wrong, and the version before could not be brought back either. */
        FAILED
    }

    /** One thing that happened. */
    public record Step(Instant at, String sentence) {}

    public UpdateRecord {
        steps = List.copyOf(steps);
    }
}
