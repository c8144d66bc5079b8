package org.bailey.dialplan;

import java.io.IOException;
import java.util.concurrent.CompletionStage;
import org.bailey.system.Restoration;
import org.bailey.system.SettingsRefused;
import org.osgi.annotation.versioning.ProviderType;

/** Tries the dial plan without a call. It searches with the very code that calls are routed by. Safe for use by many threads. */
@ProviderType
public interface Rehearsal {
    PlanOverview overview();

    /**
     * Says where a call would go now, and why, step by step.
     *
     * @throws IllegalArgumentException when there is no zone of that name
     */
    CompletionStage<Location> locate(Question question);

    PatternTrial check(PatternTrial.Wanted wanted);

    /** {@return the settings of the dial plan that are in force, in the form that {@link #dryRun} takes} */
    String settings() throws IOException;

    /**
     * Holds a changed dial plan against the one in force. Nothing is applied.
     *
     * @param text settings in the form of {@code bailey config apply}; of {@code org.bailey.dialplan} they are all there are to
     *     be, of {@code org.bailey.b2bua} and its trusted hosts only what is named counts, everything else is left out
     * @throws SettingsRefused with all reasons why it cannot be
     */
    DryRun dryRun(String text) throws SettingsRefused, IOException;

    /**
     * Makes the dial plan what the text says, or changes nothing.
     *
     * @param basis of the dry run whose result was looked at; empty to apply unseen
     * @throws SettingsRefused also when the plan in force is another one by now
     */
    Restoration apply(String text, String basis, String who) throws SettingsRefused, IOException;
}
