package org.bailey.dialplan;

import java.util.List;
import org.bailey.dialplan.PlanOverview.Judgement;
import org.bailey.system.SettingsChange;

/**
 * What a changed dial plan would do, before it does. It is data through and through: it stays true and can be applied when
 * the code that made it has been replaced.
 *
 * @param basis of the plan it was held against, as {@link PlanOverview#basis()}
 * @param changes of settings, in which nothing is applied yet
 * @param notes what does not become as written
 * @param replayed different calls of the record that were searched in both plans
 * @param calls how many calls they stand for
 * @param different those that would go elsewhere, the most frequent first
 * @param more how many of them did not fit into {@code different}
 * @param expectations of the changed plan
 * @param broken names of expectations that hold now and would not
 * @param warnings of the changed plan, the new ones first
 * @param fresh how many of the warnings are new
 */
public record DryRun(
        String basis,
        List<SettingsChange> changes,
        List<String> notes,
        int replayed,
        long calls,
        List<Difference> different,
        int more,
        List<Judgement> expectations,
        List<String> broken,
        List<String> warnings,
        int fresh) {

    /** {@return whether anybody would be routed differently, or an expectation does not hold} */
    public boolean alarming() {
        return !different.isEmpty() || expectations.stream().anyMatch(one -> !one.holds());
    }

    /**
     * A call that would go elsewhere.
     *
     * @param calls how many were recorded
     * @param lastDay of them, such as {@code 2026-03-31}
     * @param now where it goes
     * @param then where it would go
     */
    public record Difference(Question question, long calls, String lastDay, String now, String then) {}
}
