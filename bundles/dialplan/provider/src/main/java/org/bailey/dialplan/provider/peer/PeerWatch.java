package org.bailey.dialplan.provider.peer;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.bailey.dialplan.DialPlan.ZoneStatus;
import org.bailey.dialplan.provider.peer.Health.Condition;
import org.bailey.dialplan.provider.plan.Peer;
import org.bailey.dialplan.provider.plan.Plan;
import org.bailey.dialplan.provider.plan.Zone;
import org.bailey.sip.Hop;
import org.bailey.sip.SipEvent;
import org.bailey.sip.SipStack;
import org.bailey.sip.SipUri;
import org.bailey.system.NameResolver;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks after the peers of all zones: addresses and health. Everything timed runs on the one thread of the scheduler. */
public final class PeerWatch {
    private static final Logger LOG = LoggerFactory.getLogger(PeerWatch.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final Duration HOLD = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofMillis(300);

    /** What the peers are reached by; each may be absent for a while. */
    public interface Means {
        @Nullable
        NameResolver resolver();

        @Nullable
        SipStack stack();

        /** {@return our name in signalling; empty when it is not set} */
        String fqdn();
    }

    private final HealthBoard board = new HealthBoard();
    private final Keepalive keepalive;
    private final ScheduledExecutorService scheduler;
    private final Means means;
    private final LongSupplier nanoClock;
    private final Executor patience;
    private volatile Map<String, Neighbours> zones = Map.of();

    public PeerWatch(ScheduledExecutorService scheduler, Means means, LongSupplier nanoClock) {
        this.scheduler = scheduler;
        this.means = means;
        this.nanoClock = nanoClock;
        this.keepalive = new Keepalive(board, nanoClock);
        this.patience = task -> {
            try {
                scheduler.schedule(task, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException closing) {
                task.run();
            }
        };
    }

    /** Begins to look after whoever is there. */
    public void start() {
        scheduler.scheduleWithFixedDelay(this::look, 0, LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Takes the zones of a new plan; those that did not change keep their addresses and health. */
    public void plan(Plan plan) {
        Map<String, Neighbours> before = zones;
        Map<String, Neighbours> after = new LinkedHashMap<>();
        for (Zone zone : plan.zones()) {
            Neighbours old = before.get(zone.name());
            after.put(zone.name(), old != null && old.zone().equals(zone) ? old : neighbours(zone));
        }
        zones = after;
        board.keepOnly(after.keySet());
    }

    private Neighbours neighbours(Zone zone) {
        List<Neighbour> peers = zone.peers().stream()
                .map(peer -> new Neighbour(zone, peer, means::resolver))
                .toList();
        return new Neighbours(zone, peers, board);
    }

    /**
     * {@return the hops for one call to that zone} Completes at once when no name has to be asked for.
     *
     * @param uri Request-URI of the call
     */
    public CompletionStage<Way> way(Zone zone, String uri) {
        if (zone.type().byDomain()) {
            SipUri target = SipUri.parse(uri);
            try {
                Peer domain = Peer.parse(target.host() + (target.port() < 0 ? "" : ":" + target.port()));
                return new Neighbours(zone, List.of(new Neighbour(zone, domain, means::resolver)), board).way(patience);
            } catch (IllegalArgumentException noName) {
                return CompletableFuture.completedFuture(
                        new Way(List.of(), target.host() + " is no domain that zone '" + zone + "' could ask DNS for"));
            }
        }
        return way(zone);
    }

    CompletionStage<Way> way(Zone zone) {
        Neighbours known = zones.get(zone.name());
        return (known == null ? neighbours(zone) : known).way(patience);
    }

    /** {@return the zones in the order of the plan} */
    public List<ZoneStatus> status() {
        return zones.values().stream().map(z -> StatusText.zone(z, board)).toList();
    }

    Map<String, Neighbours> zones() {
        return zones;
    }

    /**
     * A call got no answer there: others go first for a while, even if OPTIONS are answered, which are sent at once to
     * find out whether it is worse.
     */
    public void failed(String zone, Hop hop, String reason) {
        Verdict suspect = new Verdict(Condition.SUSPECT, Verdict.where(hop) + " failed a call: " + reason);
        board.tell(zone, hop, suspect, nanoClock.getAsLong() + HOLD.toNanos());
        later(() -> {
            Neighbours neighbours = zones.get(zone);
            SipStack stack = means.stack();
            if (neighbours != null && neighbours.zone().monitoring().on() && stack != null) {
                keepalive.ping(neighbours.zone(), hop, stack, means.fqdn());
            }
        });
    }

    /** Takes what the SIP keeper tells of our OPTIONS. */
    public void happened(SipEvent event) {
        later(() -> keepalive.happened(event));
    }

    private void later(Runnable task) {
        try {
            scheduler.execute(() -> guarded(task));
        } catch (RejectedExecutionException closing) {
            LOG.debug("dropped while closing", closing);
        }
    }

    /** One look at everything; on the scheduler's thread. */
    void look() {
        guarded(() -> {
            keepalive.lookAtTheClock();
            long now = nanoClock.getAsLong();
            for (Neighbours zone : zones.values()) {
                if (zone.zone().type().byDomain()) {
                    board.forgive(
                            zone.zone().name(),
                            now - zone.zone().monitoring().failed().toNanos());
                }
                long pause = pause(zone).toNanos();
                zone.peers().stream().filter(p -> p.due(now, pause)).forEach(p -> lookAfter(zone, p, now));
            }
        });
    }

    private Duration pause(Neighbours zone) {
        Zone.Monitoring monitoring = zone.zone().monitoring();
        List<Hop> hops = zone.known();
        Condition good = monitoring.on() ? Condition.ALIVE : Condition.UNKNOWN;
        boolean well = !hops.isEmpty()
                && hops.stream().allMatch(h -> board.of(zone.zone().name(), h).condition() == good);
        return well ? monitoring.alive() : monitoring.failed();
    }

    private void lookAfter(Neighbours zone, Neighbour peer, long now) {
        Zone.Monitoring monitoring = peer.zone().monitoring();
        SipStack stack = means.stack();
        if (!monitoring.on() || stack != null) {
            peer.lookedAfter(now);
        }
        peer.find()
                .whenComplete((found, failure) -> later(() -> {
                    if (found == null) {
                        LOG.warn("looking up {} failed", peer.peer().text(), failure);
                        return;
                    }
                    board.keepOnly(peer.zone().name(), zone.known());
                    for (Hop hop : found.hops()) {
                        if (!monitoring.on()) {
                            board.forgive(
                                    peer.zone().name(),
                                    hop,
                                    now - monitoring.failed().toNanos());
                        } else if (stack != null) {
                            keepalive.ping(peer.zone(), hop, stack, means.fqdn());
                        }
                    }
                }));
    }

    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException wrong) {
            LOG.error("DIALPLAN-001 looking after peers failed; it goes on with the next second", wrong);
        }
    }
}
