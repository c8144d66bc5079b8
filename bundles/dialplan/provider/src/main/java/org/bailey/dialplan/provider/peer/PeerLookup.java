package org.bailey.dialplan.provider.peer;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.bailey.dialplan.provider.plan.Peer;
import org.bailey.dialplan.provider.plan.Zone;
import org.bailey.sip.Hop;
import org.bailey.system.NameResolver;
import org.bailey.system.NameResolver.Answer;
import org.bailey.system.NameResolver.Service;
import org.jspecify.annotations.Nullable;

/**
 * From a peer's name to addresses: RFC 3263 section 4.2, the transport being the zone's. An address is itself; a name with
 * port has A and AAAA records; a name without port has SRV records, else A and AAAA with the transport's port.
 */
final class PeerLookup {
    private final Zone zone;
    private final Peer peer;
    private final @Nullable NameResolver resolver;

    /**
     * @param hops in the order to try them
     * @param problem empty when there are some; else a sentence with the name and the server asked
     */
    record Found(List<Hop> hops, String problem) {
        Found {
            hops = List.copyOf(hops);
        }
    }

    private PeerLookup(Zone zone, Peer peer, @Nullable NameResolver resolver) {
        this.zone = zone;
        this.peer = peer;
        this.resolver = resolver;
    }

    /**
     * Completes at once for addresses, and for names the resolver remembers.
     *
     * @param resolver null while there is none
     */
    static CompletionStage<Found> find(Zone zone, Peer peer, @Nullable NameResolver resolver) {
        return new PeerLookup(zone, peer, resolver).find();
    }

    private CompletionStage<Found> find() {
        int port = zone.port(peer);
        int sure = port > 0 ? port : zone.transport().defaultPort();
        Optional<InetAddress> address = peer.address();
        if (address.isPresent()) {
            return CompletableFuture.completedFuture(new Found(List.of(hop(address.get(), sure)), ""));
        }
        if (resolver == null) {
            return CompletableFuture.completedFuture(
                    new Found(List.of(), peer.host() + " could not be looked up: DNS is not running yet"));
        }
        if (port > 0) {
            return addresses(resolver, peer.host(), port);
        }
        return resolver.services(prefix() + peer.host())
                .thenCompose(answer -> answer.records().isEmpty()
                        ? addresses(resolver, peer.host(), sure)
                        : all(resolver, answer.records()));
    }

    private String prefix() {
        return switch (zone.transport()) {
            case TLS -> "_sips._tcp.";
            case TCP -> "_sip._tcp.";
            case UDP -> "_sip._udp.";
        };
    }

    private CompletionStage<Found> all(NameResolver resolver, List<Service> services) {
        CompletionStage<Found> sum = CompletableFuture.completedFuture(new Found(List.of(), ""));
        for (Service service : services) {
            // asked at once, added in order
            CompletionStage<Found> one = addresses(resolver, service.target(), service.port());
            sum = sum.thenCombine(one, PeerLookup::joined);
        }
        return sum;
    }

    private static Found joined(Found some, Found more) {
        List<Hop> hops = new ArrayList<>(some.hops);
        hops.addAll(more.hops);
        String problem = some.problem.isEmpty() ? more.problem : some.problem;
        return new Found(hops, hops.isEmpty() ? problem : "");
    }

    private CompletionStage<Found> addresses(NameResolver resolver, String name, int port) {
        return resolver.addresses(name).thenApply(answer -> found(answer, port));
    }

    private Found found(Answer<InetAddress> answer, int port) {
        List<Hop> hops = answer.records().stream().map(a -> hop(a, port)).toList();
        return new Found(hops, hops.isEmpty() ? answer.problem() : "");
    }

    /** The certificate has to carry the name that was configured, not one that DNS put in its place: RFC 5922 section 4. */
    private Hop hop(InetAddress address, int port) {
        return new Hop(
                zone.listener(), zone.transport(), new InetSocketAddress(address, port), peer.host(), zone.verify());
    }
}
