package org.bailey.media.provider.ice;

import io.netty.util.concurrent.ScheduledFuture;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.bailey.turn.Allocation;
import org.bailey.turn.TurnServer;
import org.jspecify.annotations.Nullable;

/** The relays of one side of a media line that were granted, and the searches for those that take the place of lost ones. */
final class SideRelays implements Relay.Owner {
    /** Who has them. */
    interface Owner {
        /** A packet of a peer came through a relay that has a base. */
        void relayed(Relay relay, InetSocketAddress peer, ByteBuffer packet);

        /** A relay that has a base is lost. */
        void gone(Relay relay, String sentence);

        /** Another one was granted in the place of a lost one; it is not among them yet. */
        void found(Relay relay);
    }

    /** How long servers are listened to after relayed addresses were given back. */
    private static final long FAREWELL_MILLIS = 500;

    /** What a description has at most; the client has a few places more. */
    private static final int MOST_PEERS = 60;

    private final IceLoop loop;
    private final List<Relay> up = new ArrayList<>();
    private final Map<Integer, RelaySearch> replacements = new HashMap<>(); // by component
    // everything the peer has said it may send from: a server lets nobody else through (RFC 8656 section 9)
    private final Set<InetAddress> peers = new LinkedHashSet<>();
    private final GatherNeeds needs;
    private final IntFunction<Way> sockets;
    private final Owner owner;
    private int octet;
    private boolean closed;
    private @Nullable Runnable whenLeft;
    private @Nullable ScheduledFuture<?> farewell;

    /** @param sockets our own way to a server over UDP, by component */
    SideRelays(IceLoop loop, GatherNeeds needs, IntFunction<Way> sockets, Owner owner) {
        this.loop = loop;
        this.needs = needs;
        this.sockets = sockets;
        this.owner = owner;
    }

    /** {@return what one component asks servers from} */
    RelayBase from(int component) {
        InetAddress best = needs.addresses().get(0);
        return new RelayBase(sockets.apply(component), needs.tcp().bind(), best, () -> octet);
    }

    List<Relay> all() {
        return List.copyOf(up);
    }

    void add(Relay relay) {
        up.add(relay);
        relay.permit(peers);
        relay.mark(octet);
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

    /** Media goes that way from now on. */
    void selected(int base, InetSocketAddress peer) {
        for (Relay relay : up) {
            if (relay.base == base) {
                relay.permit(Set.of(peer.getAddress()));
                relay.bind(peer);
            }
        }
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

    /** @param now goes into the IP header of what leaves for servers */
    void mark(int now) {
        octet = now;
        up.forEach(relay -> relay.mark(now));
        replacements.values().forEach(search -> search.mark(now));
    }

    /** A message of the server of a relay, over UDP. */
    void received(Relay relay, ByteBuffer message) {
        relay.received(message);
        if (closed) {
            answered();
        }
    }

    @Override
    public void allocated(Relay relay) {
        // told to whoever searched for it
    }

    @Override
    public void data(Relay relay, InetSocketAddress peer, ByteBuffer packet) {
        if (relay.base >= 0) {
            owner.relayed(relay, peer, packet);
        }
    }

    @Override
    public void failed(Relay relay, String sentence) {
        up.remove(relay);
        if (closed) {
            return;
        }
        boolean forgotten = relay.allocation.remedy == Allocation.Remedy.ANEW;
        if (!forgotten) {
            needs.servers().failed(relay.allocation.server, relay.allocation.code, sentence);
        }
        if (relay.base >= 0) {
            owner.gone(relay, sentence);
            replace(relay, forgotten);
        }
    }

    /**
     * Looks for a relay in the place of a lost one; the agent tries it, and has what else there is meanwhile.
     *
     * @param sameFirst whether the server that had it may give another
     */
    private void replace(Relay lost, boolean sameFirst) {
        int component = lost.component;
        Set<TurnServer> order = new LinkedHashSet<>();
        if (sameFirst) {
            order.add(lost.allocation.server);
        }
        order.addAll(needs.servers().inOrder());
        long patience = needs.patience().toNanos();
        var terms = new RelaySearch.Terms(
                loop, component, from(component), needs.servers(), List.copyOf(order), patience, this);
        var search = new RelaySearch(terms, relay -> {
            replacements.remove(component);
            if (relay != null) {
                owner.found(relay);
            }
        });
        RelaySearch before = replacements.put(component, search);
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
        closed = true;
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

    // a server has spoken after all was given back
    private void answered() {
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
