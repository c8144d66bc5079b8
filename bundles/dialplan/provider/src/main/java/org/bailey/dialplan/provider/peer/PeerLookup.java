package org.bailey.dialplan.provider.peer;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.bailey.dialplan.provider.plan.Peer;
import org.bailey.dialplan.provider.plan.Zone;
import org.bailey.dialplan.provider.plan.ZoneType;
import org.bailey.sip.Hop;
import org.bailey.sip.Transport;
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
        if (zone.type() == ZoneType.FEDERATION) {
            return federation();
        }
        int port = zone.port(peer);
        int sure = port > 0 ? port : zone.transport().defaultPort();
        Optional<InetAddress> address = peer.address();
        if (address.isPresent()) {
            return CompletableFuture.completedFuture(new Found(List.of(hop(address.get(), sure, peer.host())), ""));
        }
        if (resolver == null) {
            return CompletableFuture.completedFuture(
                    new Found(List.of(), peer.host() + " could not be looked up: DNS is not running yet"));
        }
        if (port > 0) {
            return addresses(resolver, peer.host(), port);
        }
        return serviceName(resolver)
                .thenCompose(resolver::services)
                .thenCompose(answer -> answer.records().isEmpty()
                        ? addresses(resolver, peer.host(), sure)
                        : all(resolver, answer.records()));
    }

    /** Whoever is asked for by domain may have its SRV records under another name: RFC 3263 section 4.1. */
    private CompletionStage<String> serviceName(NameResolver asked) {
        String usual = prefix() + peer.host();
        if (!zone.type().byDomain()) {
            return CompletableFuture.completedFuture(usual);
        }
        return asked.pointers(peer.host())
                .thenApply(answer -> answer.records().stream()
                        .filter(pointer -> pointer.service()
                                .equalsIgnoreCase(zone.transport() == Transport.TLS ? "SIPS+D2T" : d2()))
                        .map(NameResolver.Pointer::target)
                        .findFirst()
                        .orElse(usual));
    }

    private String d2() {
        return zone.transport() == Transport.UDP ? "SIP+D2U" : "SIP+D2T";
    }

    /** Only what lies within the domain is believed to speak for it, and its certificate has to carry that name. */
    private CompletionStage<Found> federation() {
        NameResolver asked = resolver;
        if (peer.address().isPresent() || asked == null) {
            return CompletableFuture.completedFuture(new Found(
                    List.of(),
                    peer.host()
                            + (asked == null ? " could not be looked up: DNS is not running yet" : " is no domain")));
        }
        String domain = peer.host().toLowerCase(Locale.ROOT);
        return asked.services("_sipfederationtls._tcp." + domain).thenCompose(answer -> {
            if (answer.records().isEmpty()) {
                return CompletableFuture.completedFuture(
                        new Found(List.of(), domain + " federates with nobody: " + answer.problem()));
            }
            List<Service> own = answer.records().stream()
                    .filter(one -> ("." + one.target().toLowerCase(Locale.ROOT)).endsWith("." + domain))
                    .toList();
            if (own.isEmpty()) {
                return CompletableFuture.completedFuture(new Found(
                        List.of(),
                        "_sipfederationtls._tcp." + domain + " leads to "
                                + answer.records().get(0).target() + ", which is not within " + domain
                                + ": it is not believed to speak for it"));
            }
            return all(asked, own);
        });
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
        return resolver.addresses(name).thenApply(answer -> found(answer, name, port));
    }

    private Found found(Answer<InetAddress> answer, String name, int port) {
        String carried = zone.type() == ZoneType.FEDERATION ? name : peer.host();
        List<Hop> hops =
                answer.records().stream().map(a -> hop(a, port, carried)).toList();
        return new Found(hops, hops.isEmpty() ? answer.problem() : "");
    }

    /** The certificate has to carry the name that was configured, not one that DNS put in its place: RFC 5922 section 4. */
    private Hop hop(InetAddress address, int port, String name) {
        return new Hop(zone.listener(), zone.transport(), new InetSocketAddress(address, port), name, zone.verify());
    }
}
