package org.bailey.dialplan.provider.plan;

import org.bailey.dialplan.PlanOverview.Judgement;
import org.bailey.dialplan.Question;

/**
 * What a call is expected to do, kept by hand.
 *
 * @param zone name of the zone it goes to; empty: nobody is found
 * @param uri Request-URI it has there; empty: any
 */
public record Expectation(String pid, String name, Question question, String zone, String uri) {
    /** {@return whether it holds in that plan}; one whose source is no zone of the plan does not */
    public Judgement judge(Plan plan) {
        String result;
        boolean holds = false;
        try {
            Search.Result found = Replay.search(plan, question);
            result = Replay.words(found);
            Search.Candidate first =
                    found.candidates().isEmpty() ? null : found.candidates().get(0);
            holds = first == null
                    ? zone.isEmpty()
                    : first.zone().name().equalsIgnoreCase(zone) && (uri.isEmpty() || uri.equals(first.uri()));
        } catch (IllegalArgumentException noZone) {
            result = String.valueOf(noZone.getMessage());
        }
        String expected = (zone.isEmpty() ? "nobody" : zone) + (uri.isEmpty() ? "" : " as " + uri);
        return new Judgement(name, question, expected, holds, result);
    }
}
