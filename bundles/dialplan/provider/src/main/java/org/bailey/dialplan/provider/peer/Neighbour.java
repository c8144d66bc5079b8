package org.bailey.dialplan.provider.peer;

import java.net.InetAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.bailey.dialplan.provider.peer.PeerLookup.Found;
import org.bailey.dialplan.provider.plan.Peer;
import org.bailey.dialplan.provider.plan.Zone;
import org.bailey.system.NameResolver;
import org.jspecify.annotations.Nullable;

/** One peer of a zone with the addresses it had when it was last looked up. Safe for use by many threads. */
final class Neighbour {
    private final Zone zone;
    private final Peer peer;
    private final Supplier<@Nullable NameResolver> resolver;
    private volatile @Nullable Found last;
    private volatile boolean asked;
    private volatile long askedAt;

    Neighbour(Zone zone, Peer peer, Supplier<@Nullable NameResolver> resolver) {
        this.zone = zone;
        this.peer = peer;
        this.resolver = resolver;
    }

    /** {@return whether it is time to look after it: never done, or {@code pauseNanos} ago} */
    boolean due(long now, long pauseNanos) {
        return !asked || now - askedAt >= pauseNanos;
    }

    void lookedAfter(long now) {
        askedAt = now;
        asked = true;
    }

    Zone zone() {
        return zone;
    }

    Peer peer() {
        return peer;
    }

    /** Looks it up; completes at once when nobody has to be asked. While there is no resolver the last answer counts. */
    CompletionStage<Found> find() {
        NameResolver now = resolver.get();
        Found known = last;
        if (now == null && known != null) {
            return CompletableFuture.completedFuture(known);
        }
        return PeerLookup.find(zone, peer, now).thenApply(found -> {
            if (now != null) {
                last = found;
            }
            return found;
        });
    }

    /** {@return what is known without waiting: the answer if it is there, else the one before, else null} */
    @Nullable
    Found known() {
        Found before = last;
        return before != null ? before : find().toCompletableFuture().getNow(null);
    }

    /** {@return whether that address is one of this peer's, as far as known} */
    boolean has(InetAddress address) {
        Found found = known();
        return found != null
                && found.hops().stream()
                        .anyMatch(h -> address.equals(h.address().getAddress()));
    }
}
