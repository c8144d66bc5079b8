package org.bailey.dialplan.provider.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.bailey.dialplan.PlanOverview.Judgement;
import org.bailey.dialplan.provider.plan.Expectation;
import org.bailey.dialplan.provider.plan.Plan;
import org.bailey.dialplan.provider.plan.Review;
import org.bailey.dialplan.provider.plan.Rule;
import org.jspecify.annotations.Nullable;

/** What a set of configurations amounts to. Immutable. */
public final class Loaded {
    public static final Loaded NOTHING =
            new Loaded(Plan.EMPTY, List.of(), List.of(), List.of(), List.of(), new RecordSettings(0));

    private final Plan plan;
    private final List<Rule> idle;
    private final List<Expectation> expectations;
    private final List<String> refused;
    private final List<String> alone;
    private final RecordSettings recording;
    private volatile @Nullable List<String> doubts;

    /**
     * @param idle rules that are switched off
     * @param refused values that are not used, a sentence each
     * @param alone doubts about single values
     */
    Loaded(
            Plan plan,
            List<Rule> idle,
            List<Expectation> expectations,
            List<String> refused,
            List<String> alone,
            RecordSettings recording) {
        this.plan = plan;
        this.idle = List.copyOf(idle);
        this.expectations = List.copyOf(expectations);
        this.refused = List.copyOf(refused);
        this.alone = List.copyOf(alone);
        this.recording = recording;
    }

    public Plan plan() {
        return plan;
    }

    public List<Rule> idle() {
        return idle;
    }

    public List<String> refused() {
        return refused;
    }

    public RecordSettings recording() {
        return recording;
    }

    public List<Judgement> judgements() {
        return expectations.stream().map(one -> one.judge(plan)).toList();
    }

    /** {@return values that are used, but look like a mistake} Found when first asked for: with many rules it takes a moment. */
    public List<String> doubts() {
        List<String> found = doubts;
        if (found == null) {
            found = new ArrayList<>(alone);
            found.addAll(Review.of(plan));
            for (Expectation one : expectations) {
                Judgement judgement = one.judge(plan);
                if (!judgement.holds()) {
                    found.add(String.format(
                            Locale.ROOT,
                            "%s is not met: %s from '%s' should go to %s, but goes to %s",
                            one.pid(),
                            one.question().alias(),
                            one.question().from(),
                            judgement.expected(),
                            judgement.result()));
                }
            }
            doubts = List.copyOf(found);
        }
        return found;
    }
}
