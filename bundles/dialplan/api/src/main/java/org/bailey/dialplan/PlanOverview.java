package org.bailey.dialplan;

import java.util.List;

/**
 * The dial plan as it is in force.
 *
 * @param basis changes whenever any of its settings does
 * @param zones names by which rules may call where they lead to or are from, in the order of the plan
 * @param transforms in the order in which they are applied
 * @param rules in the order in which they are searched, those switched off at the end
 * @param expectations the list kept by hand
 * @param warnings what looks like a mistake, one sentence each
 * @param refused settings that are not used, one sentence each
 * @param recorded what is known of calls
 */
public record PlanOverview(
        String basis,
        List<String> zones,
        List<TransformRow> transforms,
        List<RuleRow> rules,
        List<Judgement> expectations,
        List<String> warnings,
        List<String> refused,
        Recorded recorded) {

    /** One transform. */
    public record TransformRow(
            String pid,
            String name,
            int priority,
            String patternType,
            String pattern,
            String behaviour,
            String replacement) {}

    /**
     * One search rule.
     *
     * @param source zone it is for; empty for any
     * @param variant {@code ALL} or the kind of requests it is for
     * @param patternType {@code ANY_ALIAS} where it has no pattern
     */
    public record RuleRow(
            String pid,
            String name,
            String description,
            int priority,
            String source,
            String variant,
            boolean authenticated,
            String patternType,
            String pattern,
            String behaviour,
            String replacement,
            boolean goOn,
            String target,
            boolean enabled) {}

    /**
     * An expectation, held against a plan.
     *
     * @param expected zone, or nobody
     * @param result where the call goes instead, or as expected
     */
    public record Judgement(String name, Question question, String expected, boolean holds, String result) {}

    /**
     * The record of calls that a dry run replays.
     *
     * @param days kept, today among them; 0 for none
     * @param calls searches in it
     * @param different different ones among them
     * @param dropped calls of today that had no room
     */
    public record Recorded(int days, long calls, int different, long dropped) {}
}
