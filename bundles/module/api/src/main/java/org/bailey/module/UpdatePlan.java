package org.bailey.module;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What applying a file would do, before anything is done.
 *
 * @param id names the kept file and what it would do: once that is something else, as others changed what runs, it does
 *     not apply any more
 * @param file what the file was called
 * @param signer who signed it; empty when nobody did, or nobody who is trusted
 * @param replacements in the order in which they are done
 * @param restarts names of bundles that stop and start again because of it, themselves unchanged
 * @param calls live calls it touches, by section
 * @param drain whether it can be done only when no call is up; no new one is taken meanwhile, and that calls which are up
 *     end first has to be asked for
 * @param refusals why it cannot be done at all, a sentence each; empty when it can
 * @param sentences all of it in words, in the order in which it happens
 */
public record UpdatePlan(
        String id,
        String file,
        String signer,
        List<Replacement> replacements,
        List<String> restarts,
        Map<String, Set<String>> calls,
        boolean drain,
        List<String> refusals,
        List<String> sentences) {

    /** How one bundle is replaced. */
    public enum Way {
        /** The new one starts and serves before the old one goes: no gap. */
        SIDE_BY_SIDE,
        /** Stopped, replaced, started: what comes meanwhile waits. */
        IN_PLACE,
        /** There was none before. */
        NEW
    }

    /**
     * One bundle.
     *
     * @param from version that runs now; empty when there is none
     */
    public record Replacement(String name, String from, String to, Way way) {}

    public UpdatePlan {
        replacements = List.copyOf(replacements);
        restarts = List.copyOf(restarts);
        calls = Map.copyOf(calls);
        refusals = List.copyOf(refusals);
        sentences = List.copyOf(sentences);
    }

    public boolean possible() {
        return refusals.isEmpty();
    }
}
