package org.bailey.dialplan.provider.rehearsal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.bailey.dialplan.DryRun;
import org.bailey.dialplan.DryRun.Difference;
import org.bailey.dialplan.PlanOverview.Judgement;
import org.bailey.dialplan.Question;
import org.bailey.dialplan.provider.config.Loaded;
import org.bailey.dialplan.provider.plan.Plan;
import org.bailey.dialplan.provider.plan.Replay;
import org.bailey.system.Restoration;

/** What would differ with another dial plan: a pure function of both and the record of calls. */
public final class Comparison {
    private static final int MOST_SHOWN = 500;

    private Comparison() {}

    /**
     * @param basis of the plan in force
     * @param now in force
     * @param then in its place
     */
    public static DryRun of(String basis, Restoration changes, Loaded now, Loaded then, List<CallRecord.Entry> calls) {
        List<Difference> different = new ArrayList<>();
        int more = 0;
        for (CallRecord.Entry call : calls) {
            String before = words(now.plan(), call.question());
            String after = words(then.plan(), call.question());
            if (before.equals(after)) {
                continue;
            }
            if (different.size() < MOST_SHOWN) {
                different.add(new Difference(call.question(), call.count(), call.lastDay(), before, after));
            } else {
                more++;
            }
        }
        List<Judgement> judged = then.judgements();
        Set<String> held = now.judgements().stream()
                .filter(Judgement::holds)
                .map(Judgement::name)
                .collect(Collectors.toSet());
        Set<String> known = new HashSet<>(now.doubts());
        List<String> warnings = new ArrayList<>();
        then.doubts().stream().filter(one -> !known.contains(one)).forEach(warnings::add);
        int fresh = warnings.size();
        then.doubts().stream().filter(known::contains).forEach(warnings::add);
        return new DryRun(
                basis,
                changes.changes(),
                changes.notes(),
                calls.size(),
                calls.stream().mapToLong(CallRecord.Entry::count).sum(),
                different,
                more,
                judged,
                judged.stream()
                        .filter(one -> !one.holds() && held.contains(one.name()))
                        .map(Judgement::name)
                        .toList(),
                warnings,
                fresh);
    }

    /** Whoever came from a zone that is no more would come as a stranger. */
    private static String words(Plan plan, Question question) {
        boolean known = plan.zone(question.from()).isPresent();
        return Replay.words(
                Replay.search(plan, known ? question : new Question(question.alias(), "", question.variant())));
    }
}
