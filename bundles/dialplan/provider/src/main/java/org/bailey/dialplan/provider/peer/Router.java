package org.bailey.dialplan.provider.peer;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import org.bailey.dialplan.Route;
import org.bailey.dialplan.provider.plan.Search;
import org.bailey.dialplan.provider.plan.Search.Candidate;
import org.bailey.dialplan.provider.plan.Zone;

/** Takes the first zone of a search that can be reached. */
public final class Router {
    /** Not 503: whoever calls us would then avoid us for every destination. */
    private static final int NOBODY_THERE = 480;

    private final BiFunction<Zone, String, CompletionStage<Way>> ways;

    /** @param ways of a call to a zone with a Request-URI */
    public Router(BiFunction<Zone, String, CompletionStage<Way>> ways) {
        this.ways = ways;
    }

    public CompletionStage<Route> route(Search.Result result) {
        if (result.candidates().isEmpty()) {
            return CompletableFuture.completedFuture(
                    new Route.NotFound(result.status(), result.reason(), result.trail()));
        }
        return next(result.candidates(), 0, new ArrayList<>(result.trail()), "");
    }

    private CompletionStage<Route> next(List<Candidate> candidates, int i, List<String> trail, String firstReason) {
        if (i == candidates.size()) {
            return CompletableFuture.completedFuture(new Route.NotFound(NOBODY_THERE, firstReason, trail));
        }
        Candidate candidate = candidates.get(i);
        Zone zone = candidate.zone();
        return ways.apply(zone, candidate.uri()).thenCompose(way -> {
            if (way.hops().isEmpty()) {
                trail.add(way.reason());
                return next(candidates, i + 1, trail, firstReason.isEmpty() ? way.reason() : firstReason);
            }
            trail.add("zone '" + zone + "' by " + way.hops().get(0)
                    + (way.hops().size() > 1 ? " and " + (way.hops().size() - 1) + " more" : ""));
            return CompletableFuture.completedFuture(new Route.Found(
                    zone.name(), zone.dialect(), candidate.uri(), way.hops(), zone.hopCount(), zone.policy(), trail));
        });
    }
}
