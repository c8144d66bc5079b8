package org.bailey.media.provider.ice;

import io.netty.util.concurrent.ScheduledFuture;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.bailey.turn.Allocation;
import org.bailey.turn.TurnServer;
import org.jspecify.annotations.Nullable;

/**
 * Looks for a relay for one component: asks the first server, and the next one as well when that one refuses or takes its
 * time. The first that grants is taken, the others are given back.
 */
final class RelaySearch implements Relay.Owner {
    /**
     * @param socket the way to servers over UDP
     * @param order the servers to ask
     * @param patienceNanos how long one server is waited for before another is asked too
     * @param owner of the relay that is found, from then on
     */
    record Terms(
            IceLoop loop,
            int component,
            Way socket,
            Servers servers,
            List<TurnServer> order,
            long patienceNanos,
            Relay.Owner owner) {
        Terms asking(List<TurnServer> these) {
            return new Terms(loop, component, socket, servers, these, patienceNanos, owner);
        }
    }

    private final Terms terms;
    private final Queue<TurnServer> left;
    private final Consumer<@Nullable Relay> done;
    private final List<Relay> asked = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();
    private @Nullable ScheduledFuture<?> next;
    private boolean over;

    /** @param done hears once of the relay, or null when no server granted one */
    RelaySearch(Terms terms, Consumer<@Nullable Relay> done) {
        this.terms = terms;
        this.left = new ArrayDeque<>(terms.order);
        this.done = done;
    }

    int component() {
        return terms.component;
    }

    void start() {
        askNext();
    }

    private void askNext() {
        cancelNext();
        TurnServer server = left.poll();
        if (server == null) {
            if (asked.isEmpty()) {
                end(null);
            }
            return;
        }
        if (!left.isEmpty()) {
            next = terms.loop.thread.schedule(this::askNext, terms.patienceNanos, TimeUnit.NANOSECONDS);
        }
        ask(new Allocation(server));
    }

    private void ask(Allocation allocation) {
        var relay = new Relay(terms.loop, allocation, terms.component, terms.socket, this);
        asked.add(relay);
        relay.start();
    }

    /** {@return the relay that is being asked and lies behind that address} */
    @Nullable
    Relay from(InetSocketAddress sender) {
        for (Relay relay : asked) {
            if (relay.isFrom(sender)) {
                return relay;
            }
        }
        return null;
    }

    void resume() {
        List.copyOf(asked).forEach(Relay::resume);
    }

    void clientBack() {
        List.copyOf(asked).forEach(Relay::clientBack);
    }

    /** {@return what servers said who refused} */
    List<String> failures() {
        return failures;
    }

    @Override
    public void allocated(Relay relay) {
        if (!over) {
            asked.remove(relay);
            relay.hand(terms.owner);
            end(relay);
        }
    }

    @Override
    public void failed(Relay relay, String sentence) {
        Allocation allocation = relay.allocation;
        asked.remove(relay);
        Allocation alternate = allocation.remedy == Allocation.Remedy.ALTERNATE_SERVER ? allocation.next() : null;
        if (alternate == null) {
            terms.servers.failed(allocation.server, sentence);
            failures.add(sentence);
        }
        if (over) {
            return;
        }
        if (alternate != null) {
            ask(alternate);
        } else {
            askNext();
        }
    }

    @Override
    public void data(Relay relay, InetSocketAddress peer, ByteBuffer packet) {
        // nobody has permission before it is allocated
    }

    /** Ends without a relay; who has not answered by now is told of as not answering. */
    void stop(long waitedNanos) {
        if (!over) {
            String sentence = "no answer within " + TimeUnit.NANOSECONDS.toMillis(waitedNanos) + " ms";
            for (Relay relay : asked) {
                terms.servers.failed(relay.allocation.server, sentence);
                failures.add("TURN server " + relay.allocation.server + ": " + sentence);
            }
            end(null);
        }
    }

    /** Ends without telling. */
    void cancel() {
        over = true;
        cancelNext();
        asked.forEach(Relay::release);
        asked.clear();
    }

    private void end(@Nullable Relay found) {
        if (!over) {
            cancel();
            done.accept(found);
        }
    }

    private void cancelNext() {
        if (next != null) {
            next.cancel(false);
            next = null;
        }
    }
}
