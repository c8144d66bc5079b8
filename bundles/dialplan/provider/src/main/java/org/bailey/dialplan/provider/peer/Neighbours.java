package org.bailey.dialplan.provider.peer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.bailey.dialplan.provider.peer.Health.Condition;
import org.bailey.dialplan.provider.peer.PeerLookup.Found;
import org.bailey.dialplan.provider.plan.Zone;
import org.bailey.sip.Hop;
import org.jspecify.annotations.Nullable;

/** The peers of one zone: whom to try, in which order. Safe for use by many threads. */
final class Neighbours {
    static final String NO_DESTINATION =
            "org.bailey.b2bua has no destination: set it to the Front End, pool, Director or"
                    + " load balancer that gets our calls";

    private final Zone zone;
    private final List<Neighbour> peers;
    private final HealthBoard board;
    private final AtomicInteger turn = new AtomicInteger();

    Neighbours(Zone zone, List<Neighbour> peers, HealthBoard board) {
        this.zone = zone;
        this.peers = List.copyOf(peers);
        this.board = board;
    }

    Zone zone() {
        return zone;
    }

    List<Neighbour> peers() {
        return peers;
    }

    /**
     * Finds the hops for one call. Names that are slow to look up are waited for only until {@code patience} runs, if
     * others are known by then.
     *
     * @param patience runs its task after a moment
     */
    CompletionStage<Way> way(Executor patience) {
        if (peers.isEmpty()) {
            return CompletableFuture.completedFuture(new Way(List.of(), NO_DESTINATION));
        }
        List<CompletableFuture<Found>> lookups =
                peers.stream().map(p -> p.find().toCompletableFuture()).toList();
        CompletableFuture<Void> all = CompletableFuture.allOf(lookups.toArray(CompletableFuture[]::new));
        int first = Math.floorMod(turn.getAndIncrement(), peers.size());
        if (all.isDone()) {
            return CompletableFuture.completedFuture(way(lookups, first));
        }
        CompletableFuture<Void> enough = new CompletableFuture<>();
        all.whenComplete((done, failure) -> enough.complete(null));
        patience.execute(() -> {
            if (!way(lookups, first).hops().isEmpty()) {
                enough.complete(null);
            }
        });
        return enough.thenApply(done -> way(lookups, first));
    }

    private Way way(List<CompletableFuture<Found>> lookups, int first) {
        List<Hop> hops = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (int i = 0; i < peers.size(); i++) {
            int at = (first + i) % peers.size();
            Found found = found(lookups.get(at));
            if (found == null) {
                found = peers.get(at).known();
            }
            if (found != null) {
                hops.addAll(found.hops());
                if (!found.problem().isEmpty()) {
                    problems.add(found.problem());
                }
            }
        }
        return chosen(hops, problems);
    }

    private static @Nullable Found found(CompletableFuture<Found> lookup) {
        return lookup.isCompletedExceptionally() ? null : lookup.getNow(null);
    }

    private Way chosen(List<Hop> hops, List<String> problems) {
        if (hops.isEmpty()) {
            return new Way(
                    List.of(), "no peer of zone '" + zone + "' could be looked up: " + String.join("; ", problems));
        }
        record Ranked(Hop hop, Health health) {}
        List<Ranked> ranked = hops.stream()
                .map(hop -> new Ranked(hop, board.of(zone.name(), hop)))
                .sorted(Comparator.comparingInt(r -> r.health.condition().rank()))
                .toList();
        if (ranked.get(0).health.condition() == Condition.FAILED) {
            return new Way(
                    List.of(),
                    "no peer of zone '" + zone + "' is alive: "
                            + String.join(
                                    "; ",
                                    ranked.stream()
                                            .map(r -> r.health.detail())
                                            .distinct()
                                            .toList()));
        }
        return new Way(ranked.stream().map(Ranked::hop).distinct().toList(), "");
    }

    /** {@return every hop known without waiting} */
    List<Hop> known() {
        List<Hop> hops = new ArrayList<>();
        for (Neighbour peer : peers) {
            Found found = peer.known();
            hops.addAll(found == null ? List.of() : found.hops());
        }
        return hops;
    }
}
