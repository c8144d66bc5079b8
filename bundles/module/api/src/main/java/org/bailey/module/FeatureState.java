package org.bailey.module;

import java.util.List;

/**
 * A feature and the bundles that make it.
 *
 * @param word the section's word
 * @param title what people call it
 * @param description one sentence, may be empty
 * @param optionKeys features it takes keys for; empty when none
 * @param state whether it serves
 * @param detail why it does not serve, or what is being waited for; empty when it serves
 * @param modules its bundles
 * @param calls live calls that use it now
 */
public record FeatureState(
        String word,
        String title,
        String description,
        List<String> optionKeys,
        State state,
        String detail,
        List<Module> modules,
        int calls) {

    /** Whether a feature serves. */
    public enum State {
        /** All its bundles run and all their components are satisfied. */
        SERVING,
        /** It is installed, and something of it does not run. */
        IMPAIRED,
        /** Its key is gone; it serves the calls that use it until they end. */
        ENDING,
        /** It takes a key that is not there. */
        LOCKED,
        /** It is not installed. */
        ABSENT
    }

    /**
     * One bundle.
     *
     * @param version as the framework has it; empty when it is not installed
     * @param state state of the bundle in the framework's words, lower case
     * @param keeper whether it keeps what cannot be made again, so that replacing it ends calls
     * @param unsatisfied what its components wait for, a sentence each
     */
    public record Module(String name, String version, String state, boolean keeper, List<String> unsatisfied) {
        public Module {
            unsatisfied = List.copyOf(unsatisfied);
        }
    }

    public FeatureState {
        optionKeys = List.copyOf(optionKeys);
        modules = List.copyOf(modules);
    }
}
