package org.bailey.media.provider.ice;

import io.netty.util.concurrent.ScheduledFuture;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.bailey.turn.TurnServer;
import org.jspecify.annotations.Nullable;

/** The relays of one side of a media line that were granted, and the searches for those that take the place of lost ones. */
final class SideRelays {
    /** How long servers are listened to after relayed addresses were given back. */
    private static final long FAREWELL_MILLIS = 500;

    /** What a description has at most; the client has a few places more. */
    private static final int MOST_PEERS = 60;

    private final IceLoop loop;
    private final List<Relay> up = new ArrayList<>();
    private final Map<Integer, RelaySearch> replacements = new HashMap<>(); // by component
    // everything the peer has said it may send from: a server lets nobody else through (RFC 8656 section 9)
    private final Set<InetAddress> peers = new LinkedHashSet<>();
    private @Nullable Runnable whenLeft;
    private @Nullable ScheduledFuture<?> farewell;

    SideRelays(IceLoop loop) {
        this.loop = loop;
    }

    List<Relay> all() {
        return List.copyOf(up);
    }

    void add(Relay relay) {
        up.add(relay);
        relay.permit(peers);
    }

    void permit(Collection<InetAddress> addresses) {
        newest(peers, addresses);
        up.forEach(relay -> relay.permit(peers));
    }

    /** Adds to a set in the order of time; over many restarts the oldest are forgotten, as a relay has places for so many. */
    static void newest(Set<InetAddress> of, Collection<InetAddress> more) {
        of.removeAll(Set.copyOf(more));
        of.addAll(more);
        Iterator<InetAddress> oldest = of.iterator();
        while (of.size() > MOST_PEERS) {
            oldest.next();
            oldest.remove();
        }
    }

    @Nullable
    Relay of(int base) {
        for (Relay relay : up) {
            if (relay.base == base) {
                return relay;
            }
        }
        return null;
    }

    /** {@return the relay whose server sent this; null for somebody else} */
    @Nullable
    Relay behind(int component, InetSocketAddress from) {
        for (int i = 0; i < up.size(); i++) { // for each packet through a relay: no iterator
            Relay relay = up.get(i);
            if (relay.component == component && relay.isFrom(from)) {
                return relay;
            }
        }
        RelaySearch search = replacements.get(component);
        return search == null ? null : search.from(from);
    }

    /** @param octet goes into the IP header of what leaves for servers */
    void mark(int octet) {
        up.forEach(relay -> relay.mark(octet));
        replacements.values().forEach(search -> search.mark(octet));
    }

    void remove(Relay relay) {
        up.remove(relay);
    }

    /**
     * Looks for a relay in the place of a lost one.
     *
     * @param terms all but the order of servers
     * @param sameFirst whether the server that had it may give another
     * @param found hears of it, if there is one
     */
    void replace(Relay lost, RelaySearch.Terms terms, boolean sameFirst, Consumer<Relay> found) {
        Set<TurnServer> order = new LinkedHashSet<>();
        if (sameFirst) {
            order.add(lost.allocation.server);
        }
        order.addAll(terms.servers().inOrder());
        var search = new RelaySearch(terms.asking(List.copyOf(order)), relay -> {
            replacements.remove(terms.component());
            if (relay != null) {
                found.accept(relay);
            }
        });
        RelaySearch before = replacements.put(terms.component(), search);
        if (before != null) {
            before.cancel();
        }
        search.start();
    }

    void clientBack() {
        all().forEach(Relay::clientBack);
        List.copyOf(replacements.values()).forEach(RelaySearch::clientBack);
    }

    void resume() {
        all().forEach(Relay::resume);
        List.copyOf(replacements.values()).forEach(RelaySearch::resume);
    }

    /** Gives all addresses back; {@code done} runs when servers have nothing more to say to that, or have had their time. */
    void close(Runnable done) {
        replacements.values().forEach(RelaySearch::cancel);
        replacements.clear();
        all().forEach(Relay::release);
        up.removeIf(relay -> !relay.leaving());
        if (up.isEmpty()) {
            done.run();
        } else {
            whenLeft = done;
            farewell = loop.thread.schedule(this::left, FAREWELL_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** A server has answered after all was given back. */
    void answered() {
        if (farewell != null && up.stream().noneMatch(Relay::leaving)) {
            farewell.cancel(false);
            left();
        }
    }

    private void left() {
        up.clear();
        Runnable done = whenLeft;
        if (done != null) {
            whenLeft = null;
            done.run();
        }
    }
}
