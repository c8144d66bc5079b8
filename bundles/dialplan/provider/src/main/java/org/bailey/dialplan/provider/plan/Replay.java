package org.bailey.dialplan.provider.plan;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.bailey.dialplan.DialPlan;
import org.bailey.dialplan.Dialect;
import org.bailey.dialplan.Explanation;
import org.bailey.dialplan.Origin;
import org.bailey.dialplan.Question;

/** Asks a plan what somebody asked, or what once was called. */
public final class Replay {
    private Replay() {}

    /** @throws IllegalArgumentException when there is no zone of that name */
    public static Search.Result search(Plan plan, Question question) {
        return Search.run(plan, question.uri(), origin(plan, question), Set.of());
    }

    /** {@return the same with every step} */
    public static Explanation explain(Plan plan, Question question) {
        Search.Result found = Search.explain(plan, question.uri(), origin(plan, question));
        return new Explanation(question, found.steps(), targets(found), found.status(), found.reason());
    }

    private static List<Explanation.Target> targets(Search.Result found) {
        return found.candidates().stream()
                .map(one -> new Explanation.Target(
                        one.zone().name(), one.uri(), one.rule().name()))
                .toList();
    }

    /** {@return where a call goes, in the words of {@link Explanation#result()}} */
    public static String words(Search.Result found) {
        return new Explanation(new Question("x", ""), List.of(), targets(found), found.status(), found.reason())
                .result();
    }

    static Origin origin(Plan plan, Question question) {
        if (question.from().equalsIgnoreCase(DialPlan.DEFAULT_ZONE)) {
            return new Origin("", Dialect.STANDARD, question.variant(), false, "");
        }
        Zone zone = plan.zone(question.from())
                .orElseThrow(() -> new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "from '%s' is no zone; there are %s and %s",
                        question.from(),
                        plan.zones(),
                        DialPlan.DEFAULT_ZONE)));
        return new Origin(zone.name(), zone.dialect(), question.variant(), true, "", zone.policy());
    }
}
