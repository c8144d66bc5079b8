package org.bailey.dialplan.provider.peer;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.bailey.dialplan.Dialect;
import org.bailey.dialplan.Origin;
import org.bailey.dialplan.SipVariant;
import org.bailey.dialplan.provider.plan.Peer;
import org.bailey.dialplan.provider.plan.Plan;
import org.bailey.dialplan.provider.plan.TrustedHost;
import org.bailey.dialplan.provider.plan.Variants;
import org.bailey.dialplan.provider.plan.Zone;
import org.bailey.sip.SipRequest;
import org.bailey.sip.Source;
import org.bailey.system.NameResolver;
import org.jspecify.annotations.Nullable;

/** Says who sent a request: a peer of a zone, a trusted Microsoft host, or somebody nobody knows. */
public final class Senders {
    private final PeerWatch watch;
    private final PeerWatch.Means means;
    private final Map<String, List<InetAddress>> looked = new ConcurrentHashMap<>();

    public Senders(PeerWatch watch, PeerWatch.Means means) {
        this.watch = watch;
        this.means = means;
    }

    /**
     * The listener decides who is asked first, so that a lab on one address works. Only trusted hosts are treated as
     * Microsoft; whom we only call need not be trusted.
     */
    public Origin origin(Plan plan, SipRequest request, Source source) {
        SipVariant variant = Variants.classify(request);
        Zone microsoft =
                plan.zones().stream().filter(Zone::automatic).findFirst().orElse(null);
        boolean onMicrosoftListener = microsoft != null && microsoft.listener().equals(source.listener());
        Optional<Zone> sender = zone(plan, source);
        boolean trusted = plan.trustedHosts().stream().anyMatch(host -> host.microsoft() && sent(host, source));
        if (microsoft != null && trusted && (onMicrosoftListener || sender.isEmpty())) {
            String remark = onMicrosoftListener ? "" : wrongListener(microsoft, source);
            return new Origin(microsoft.name(), Dialect.MICROSOFT, variant, true, remark, microsoft.policy());
        }
        if (sender.isPresent()) {
            return new Origin(
                    sender.get().name(),
                    Dialect.STANDARD,
                    variant,
                    true,
                    "",
                    sender.get().policy());
        }
        return new Origin(
                "",
                Dialect.STANDARD,
                variant,
                false,
                unknown(source, variant, microsoft, onMicrosoftListener, trusted));
    }

    /** {@return whether a peer of a zone or a trusted host is at that address} */
    public boolean know(Plan plan, InetAddress address) {
        return plan.trustedHosts().stream()
                        .anyMatch(host -> addresses(host.host()).contains(address))
                || watch.zones().values().stream()
                        .anyMatch(zone -> zone.peers().stream().anyMatch(peer -> peer.has(address)));
    }

    private static String wrongListener(Zone microsoft, Source source) {
        return "Microsoft host " + address(source) + " calls port "
                + source.local().getPort() + " of listener '" + source.listener()
                + "' instead of listener '" + microsoft.listener() + "': correct the port of its static route";
    }

    private static String unknown(
            Source source, SipVariant variant, @Nullable Zone microsoft, boolean onMicrosoftListener, boolean trusted) {
        String treated = "call from untrusted " + address(source) + " treated as standard SIP";
        if (trusted && microsoft == null) {
            return treated + ": org.bailey.b2bua is not enabled";
        }
        boolean looksMicrosoft = variant != SipVariant.STANDARD && variant != SipVariant.ANY;
        if (onMicrosoftListener || looksMicrosoft) {
            return treated + ": if it is a Microsoft server or load balancer, add it to org.bailey.b2bua.trustedhost";
        }
        return treated + ": it is a peer of no zone";
    }

    private static String address(Source source) {
        return source.remote().getAddress().getHostAddress();
    }

    /** A zone on the listener of the request goes before others that have the sender too. */
    private Optional<Zone> zone(Plan plan, Source source) {
        Zone other = null;
        for (Zone zone : plan.zones()) {
            if (!zone.automatic() && has(zone, source)) {
                if (zone.listener().equals(source.listener())) {
                    return Optional.of(zone);
                }
                other = other == null ? zone : other;
            }
        }
        return Optional.ofNullable(other);
    }

    private boolean has(Zone zone, Source source) {
        for (Peer peer : zone.peers()) {
            if (source.tlsNames().stream().anyMatch(n -> n.equalsIgnoreCase(peer.host()))) {
                return true;
            }
        }
        Neighbours neighbours = watch.zones().get(zone.name());
        InetAddress remote = source.remote().getAddress();
        return neighbours != null && neighbours.peers().stream().anyMatch(p -> p.has(remote));
    }

    private boolean sent(TrustedHost host, Source source) {
        return host.sent(source, addresses(host.host()));
    }

    /** What a name had when it was last looked up; a name that nobody asked for yet is looked up now. */
    private List<InetAddress> addresses(Peer host) {
        Optional<InetAddress> literal = host.address();
        if (literal.isPresent()) {
            return List.of(literal.get());
        }
        if (!looked.containsKey(host.host())) {
            look(host.host());
        }
        return looked.getOrDefault(host.host(), List.of());
    }

    private void look(String name) {
        NameResolver resolver = means.resolver();
        if (resolver != null) {
            resolver.addresses(name).thenAccept(answer -> {
                if (!answer.records().isEmpty()) {
                    looked.put(name, answer.records());
                }
            });
        }
    }

    /** Looks names of trusted hosts up, so that they are known when a call comes; cheap while the resolver remembers. */
    public void refresh(Plan plan) {
        List<String> names = plan.trustedHosts().stream()
                .filter(h -> h.host().address().isEmpty())
                .map(h -> h.host().host())
                .toList();
        looked.keySet().retainAll(names);
        names.forEach(this::look);
    }
}
