package org.bailey.dialplan;

import java.util.List;

/**
 * A search with everything it looked at.
 *
 * @param question what was asked
 * @param steps transforms, then rules, in the order of the search
 * @param targets zones the call may go to, in order; a call takes the first that can be reached
 * @param status SIP status where there is no target: 404, 403, 400, 414, 416; 0 otherwise
 * @param reason sentence where there is no target; empty otherwise
 */
public record Explanation(Question question, List<SearchStep> steps, List<Target> targets, int status, String reason) {
    public Explanation {
        steps = List.copyOf(steps);
        targets = List.copyOf(targets);
    }

    /** {@return in a few words where the call goes: {@code ZONE as URI}, or the status with its reason} */
    public String result() {
        return targets.isEmpty()
                ? status + ": " + reason
                : String.join(", else ", targets.stream().map(Target::toString).toList());
    }

    /**
     * A zone, and the Request-URI it would get.
     *
     * @param rule name of the rule that leads there
     */
    public record Target(String zone, String uri, String rule) {
        @Override
        public String toString() {
            return zone + " as " + uri;
        }
    }
}
