package org.bailey.dialplan.provider.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bailey.dialplan.Origin;

/** Finds the zones an alias may be in. Pure and quick, so that mis-dials cost nothing. */
public final class Search {
    private static final int LONGEST_ALIAS = 512;

    /** The call may go to {@code zone} with this Request-URI. */
    public record Candidate(Zone zone, String uri) {}

    /**
     * @param candidates in order; empty with a reason
     * @param status SIP status when there is no candidate
     * @param reason empty when there is one
     * @param trail a line for each transform and rule looked at
     */
    public record Result(List<Candidate> candidates, int status, String reason, List<String> trail) {}

    private final List<String> trail = new ArrayList<>();
    private final List<Candidate> candidates = new ArrayList<>();
    private boolean refused;

    private Search() {}

    /** @param tried names of zones in which nobody was found */
    public static Result run(Plan plan, String requestUri, Origin origin, Set<String> tried) {
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
        return new Search().through(plan, alias, origin, tried);
    }

    private Result through(Plan plan, Alias alias, Origin origin, Set<String> tried) {
        String text = alias.text();
        for (Transform transform : plan.transforms()) {
            Optional<String> changed = transform.apply(text);
            trail.add(
                    transform + (changed.isPresent() ? ": " + text + " becomes " + changed.get() : ": does not match"));
            text = changed.orElse(text);
        }
        for (Rule rule : plan.rules()) {
            if (stopsAt(plan, rule, alias, text, origin, tried)) {
                break;
            }
        }
        if (!candidates.isEmpty()) {
            return new Result(candidates, 0, "", trail);
        }
        if (refused) {
            return new Result(List.of(), 403, "only trusted senders may call " + text, trail);
        }
        String further = tried.isEmpty() ? "" : " and no other zone is left to search";
        return new Result(List.of(), 404, "no search rule leads to " + text + further, trail);
    }

    private boolean stopsAt(Plan plan, Rule rule, Alias alias, String text, Origin origin, Set<String> tried) {
        Optional<String> unfit = rule.unfit(origin);
        if (unfit.isPresent()) {
            trail.add(rule + ": " + unfit.get());
            return false;
        }
        Optional<String> found = rule.apply(text);
        if (found.isEmpty()) {
            trail.add(rule + ": " + text + " does not match");
            return false;
        }
        if (rule.authenticated() && !origin.trusted()) {
            trail.add(rule + ": matches, but is for trusted senders only");
            refused = true;
            return false;
        }
        Zone zone = plan.zone(rule.target()).orElse(null);
        if (zone == null) {
            trail.add(rule + ": matches, but zone '" + rule.target() + "' is not enabled");
            return false;
        }
        if (zone.automatic() && zone.name().equals(origin.zone())) {
            trail.add(rule + ": matches, but the call comes from zone '" + zone + "' and would only go back");
            return false;
        }
        if (tried.contains(zone.name())) {
            trail.add(rule + ": matches, zone '" + zone + "' has been tried");
            return !rule.goOn();
        }
        return taken(rule, zone, alias, found.get());
    }

    private boolean taken(Rule rule, Zone zone, Alias alias, String found) {
        try {
            candidates.add(new Candidate(zone, alias.uri(found, zone.host())));
        } catch (IllegalArgumentException noUri) {
            trail.add(rule + ": matches, but " + noUri.getMessage());
            return false;
        }
        trail.add(rule + ": matches, " + found + " in zone '" + zone + "'");
        return !rule.goOn();
    }
}
