package org.bailey.dialplan.provider.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bailey.dialplan.Origin;
import org.bailey.dialplan.SearchStep;
import org.bailey.dialplan.SearchStep.Kind;
import org.bailey.dialplan.SearchStep.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * Finds the zones an alias may be in. A pure function over an immutable plan: calls, explanations and dry runs are all this
 * one. Quick, so that mis-dials cost nothing.
 */
public final class Search {
    private static final int LONGEST_ALIAS = 512;
    /** Steps of a live call about rules that do not match; what an explanation has all of. */
    private static final int MISSES_OF_A_CALL = 30;

    /**
     * The call may go to {@code zone} with this Request-URI.
     *
     * @param rule that says so
     */
    public record Candidate(Zone zone, String uri, Rule rule) {}

    /**
     * @param candidates in order; empty with a reason
     * @param status SIP status when there is no candidate
     * @param reason empty when there is one
     * @param steps one for each transform and rule looked at
     */
    public record Result(List<Candidate> candidates, int status, String reason, List<SearchStep> steps) {
        /** {@return a line for each step} */
        public List<String> trail() {
            return steps.stream().map(SearchStep::sentence).toList();
        }
    }

    private final List<SearchStep> steps = new ArrayList<>();
    private final List<Candidate> candidates = new ArrayList<>();
    private final int mostMisses;
    private int misses;
    private boolean refused;

    private Search(int mostMisses) {
        this.mostMisses = mostMisses;
    }

    /** @param tried names of zones in which nobody was found */
    public static Result run(Plan plan, String requestUri, Origin origin, Set<String> tried) {
        return run(plan, requestUri, origin, tried, MISSES_OF_A_CALL);
    }

    /** Does the same, and leaves out no step. */
    public static Result explain(Plan plan, String requestUri, Origin origin) {
        return run(plan, requestUri, origin, Set.of(), Integer.MAX_VALUE);
    }

    private static Result run(Plan plan, String requestUri, Origin origin, Set<String> tried, int mostMisses) {
        Alias alias;
        try {
            alias = Alias.of(requestUri);
        } catch (IllegalArgumentException wrong) {
            int status = requestUri.regionMatches(true, 0, "sip", 0, 3) ? 400 : 416;
            return new Result(List.of(), status, String.valueOf(wrong.getMessage()), List.of());
        }
        if (alias.text().length() > LONGEST_ALIAS) {
            return new Result(List.of(), 414, "the alias is longer than " + LONGEST_ALIAS + " characters", List.of());
        }
        return new Search(mostMisses).through(plan, alias, origin, tried);
    }

    private Result through(Plan plan, Alias alias, Origin origin, Set<String> tried) {
        String text = alias.text();
        for (Transform transform : plan.transforms()) {
            text = transformed(transform, text);
        }
        String lower = Landmarks.lower(text);
        for (Rule rule : plan.rules()) {
            if (stopsAt(plan, rule, alias, text, lower, origin, tried)) {
                break;
            }
        }
        if (misses > mostMisses) {
            String sentence = (misses - mostMisses) + " more rules do not match";
            steps.add(new SearchStep(Kind.RULES, "", 0, Outcome.MISSED, text, text, sentence));
        }
        if (!candidates.isEmpty()) {
            return new Result(candidates, 0, "", steps);
        }
        if (refused) {
            return new Result(List.of(), 403, "only trusted senders may call " + text, steps);
        }
        String further = tried.isEmpty() ? "" : " and no other zone is left to search";
        return new Result(List.of(), 404, "no search rule leads to " + text + further, steps);
    }

    private String transformed(Transform transform, String text) {
        Optional<String> changed = transform.apply(text);
        String after = changed.orElse(text);
        steps.add(new SearchStep(
                Kind.TRANSFORM,
                transform.name(),
                transform.priority(),
                changed.isPresent() ? Outcome.CHANGED : Outcome.MISSED,
                text,
                after,
                transform + (changed.isPresent() ? ": " + text + " becomes " + after : ": does not match")));
        return after;
    }

    private boolean stopsAt(
            Plan plan, Rule rule, Alias alias, String text, @Nullable String lower, Origin origin, Set<String> tried) {
        Optional<String> unfit = rule.unfit(origin);
        if (unfit.isPresent()) {
            missed(rule, Outcome.UNFIT, text, unfit.get());
            return false;
        }
        Optional<String> found = rule.apply(text, lower);
        if (found.isEmpty()) {
            missed(rule, Outcome.MISSED, text, "does not match");
            return false;
        }
        if (rule.authenticated() && !origin.trusted()) {
            passed(rule, text, found.get(), "is for trusted senders only");
            refused = true;
            return false;
        }
        Zone zone = plan.zone(rule.target()).orElse(null);
        if (zone == null) {
            passed(rule, text, found.get(), "zone '" + rule.target() + "' is not enabled");
            return false;
        }
        if (zone.automatic() && zone.name().equals(origin.zone())) {
            passed(rule, text, found.get(), "the call comes from zone '" + zone + "' and would only go back");
            return false;
        }
        if (tried.contains(zone.name())) {
            step(rule, Outcome.PASSED_OVER, text, found.get(), "matches, zone '" + zone + "' has been tried");
            return !rule.goOn();
        }
        return taken(rule, zone, alias, text, found.get());
    }

    private boolean taken(Rule rule, Zone zone, Alias alias, String text, String found) {
        try {
            candidates.add(new Candidate(zone, alias.uri(found, zone.host()), rule));
        } catch (IllegalArgumentException noUri) {
            passed(rule, text, found, String.valueOf(noUri.getMessage()));
            return false;
        }
        step(rule, Outcome.TAKEN, text, found, "matches, " + found + " in zone '" + zone + "'");
        return !rule.goOn();
    }

    private void missed(Rule rule, Outcome outcome, String text, String why) {
        misses++;
        if (misses <= mostMisses) {
            step(rule, outcome, text, text, outcome == Outcome.MISSED ? text + " " + why : why);
        }
    }

    private void passed(Rule rule, String text, String found, String why) {
        step(rule, Outcome.PASSED_OVER, text, found, "matches, but " + why);
    }

    private void step(Rule rule, Outcome outcome, String text, String found, String what) {
        steps.add(new SearchStep(Kind.RULE, rule.name(), rule.priority(), outcome, text, found, rule + ": " + what));
    }
}
