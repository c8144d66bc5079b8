package org.bailey.media.provider.ice;

import io.netty.util.concurrent.ScheduledFuture;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;
import org.bailey.ice.Candidate;
import org.bailey.ice.Candidate.Transport;
import org.bailey.ice.CandidateList;
import org.bailey.ice.IceParameters;
import org.bailey.turn.Allocation;
import org.bailey.turn.TurnServer;
import org.jspecify.annotations.Nullable;

/** Gathers the candidates of one side of a media line (RFC 8445 section 5.1.1), in a time that is bounded. */
final class Gathering {
    interface Done {
        void gathered(IceParameters parameters, List<Relay> relays);
    }

    final GatherNeeds needs;
    private final IceLoop loop;
    private final RelayBase[] from;
    private final Relay.Owner owner;
    private final IntPredicate listens;
    private final List<RelaySearch> searches = new ArrayList<>();
    private final List<Relay> found = new ArrayList<>();
    private final List<Relay> offered = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();
    private int searching;
    private @Nullable Done done;
    private @Nullable ScheduledFuture<?> deadline;

    /**
     * @param listens whether peers can connect to the port of a component
     * @param owner of the relays that are found
     */
    Gathering(IceLoop loop, GatherNeeds needs, RelayBase rtp, RelayBase rtcp, IntPredicate listens, Relay.Owner owner) {
        this.listens = listens;
        this.loop = loop;
        this.needs = needs;
        this.from = new RelayBase[] {rtp, rtcp};
        this.owner = owner;
    }

    /** @param there relays that are up already: they are offered, and for their components none is asked for */
    void start(List<Relay> there, Done whenDone) {
        done = whenDone;
        offered.addAll(there);
        List<TurnServer> order = loop.hasTurn() ? needs.servers().inOrder() : List.of();
        if (order.isEmpty()) {
            finish();
            return;
        }
        long patience = needs.patience().toNanos();
        deadline = loop.thread.schedule(() -> stop(patience), patience, TimeUnit.NANOSECONDS);
        for (int number = 1; number <= from.length; number++) {
            int component = number;
            if (there.stream().anyMatch(relay -> relay.component == component)) {
                continue;
            }
            long each = patience / Math.min(3, order.size());
            var terms =
                    new RelaySearch.Terms(loop, component, from[component - 1], needs.servers(), order, each, owner);
            searches.add(new RelaySearch(terms, this::ended));
        }
        searching = searches.size();
        if (searching == 0) {
            finish();
        }
        List.copyOf(searches).forEach(RelaySearch::start);
    }

    private void ended(@Nullable Relay relay) {
        if (relay != null) {
            found.add(relay);
            offered.add(relay);
        }
        if (--searching == 0) {
            finish();
        }
    }

    private void stop(long patience) {
        List.copyOf(searches).forEach(search -> search.stop(patience));
    }

    private void finish() {
        Done hears = done;
        endDeadline();
        if (hears != null) {
            done = null;
            found.removeIf(relay -> !relay.up());
            offered.removeIf(relay -> !relay.up());
            searches.forEach(search -> failures.addAll(search.failures()));
            searches.clear();
            hears.gathered(new IceParameters(text(6), text(24), candidates()), List.copyOf(found));
            found.clear();
        }
    }

    private List<Candidate> candidates() {
        var list = new CandidateList(needs.dialect());
        for (int component = 1; component <= from.length; component++) {
            for (InetAddress address : needs.addresses()) {
                list.host(component, Transport.UDP, needs.host(address, component));
            }
            reflexive(list, component, Transport.UDP);
            for (Relay relay : offered) {
                if (relay.component == component) {
                    add(list, relay);
                }
            }
            if (needs.tcp().offered()) {
                connections(list, component);
            }
        }
        return list.candidates();
    }

    private void connections(CandidateList list, int component) {
        for (InetAddress address : needs.bases()) {
            list.host(component, Transport.TCP_ACTIVE, GatherNeeds.anyPort(address));
        }
        if (listens.test(component)) {
            for (InetAddress address : needs.addresses()) {
                list.host(component, Transport.TCP_PASSIVE, needs.host(address, component));
            }
            reflexive(list, component, Transport.TCP_PASSIVE);
        }
    }

    private void reflexive(CandidateList list, int component, Transport transport) {
        InetAddress outside = needs.outside();
        if (outside != null) {
            InetSocketAddress base = needs.base(component, outside);
            list.reflexive(component, transport, needs.host(outside, component), base, outside);
        }
    }

    private void add(CandidateList list, Relay relay) {
        Allocation allocation = relay.allocation;
        InetAddress server = allocation.server.address().getAddress();
        // otherwise the server sees another port than the one media would leave from
        if (allocation.mapped != null && relay.sharesPort()) {
            InetSocketAddress base = needs.base(relay.component, allocation.mapped.getAddress());
            list.reflexive(relay.component, allocation.mapped, base, server);
        }
        list.relayed(relay.component, relay.address(), allocation.mapped, server);
    }

    // RFC 8445 section 5.3: letters and digits, 4 of them at least for the one, 22 for the other
    private String text(int bytes) {
        byte[] random = new byte[bytes];
        loop.random(random);
        return Base64.getEncoder().encodeToString(random);
    }

    /** {@return what servers said who refused, each sentence once: both components ask the same ones} */
    List<String> failures() {
        return failures.stream().distinct().toList();
    }

    @Nullable
    Relay relayBehind(int component, InetSocketAddress sender) {
        for (RelaySearch search : searches) {
            Relay relay = search.component() == component ? search.from(sender) : null;
            if (relay != null) {
                return relay;
            }
        }
        for (Relay relay : found) {
            if (relay.component == component && relay.isFrom(sender)) {
                return relay;
            }
        }
        return null;
    }

    void clientBack() {
        List.copyOf(searches).forEach(RelaySearch::clientBack);
    }

    void resume() {
        List.copyOf(searches).forEach(RelaySearch::resume);
    }

    /** Ends it without telling; what was found is given back. */
    void cancel() {
        done = null;
        endDeadline();
        searches.forEach(RelaySearch::cancel);
        searches.clear();
        found.forEach(Relay::release);
        found.clear();
    }

    private void endDeadline() {
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
    }
}
