package org.bailey.media.provider.ice;

import io.netty.util.concurrent.ScheduledFuture;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
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
     * @param from what servers are asked from
     * @param order the servers to ask
     * @param patienceNanos how long one server is waited for before another is asked too
     * @param owner of the relay that is found, from then on
     */
    record Terms(
            IceLoop loop,
            int component,
            RelayBase from,
            Servers servers,
            List<TurnServer> order,
            long patienceNanos,
            Relay.Owner owner) {}

    private final Terms terms;
    private final Queue<TurnServer> left;
    private final Consumer<@Nullable Relay> done;
    private final List<Relay> asked = new ArrayList<>();
    // servers that were asked from another port already
    private final Set<TurnServer> elsewhere = new HashSet<>();
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
        ask(new Allocation(server, terms.from.family()), false);
    }

    private void ask(Allocation allocation, boolean otherPort) {
        var relay = new Relay(terms.loop, allocation, terms.component, terms.from, otherPort, this);
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
        Allocation another = another(allocation);
        if (another == null) {
            terms.servers.failed(allocation.server, allocation.code, sentence);
            failures.add(sentence);
        }
        if (over) {
            return;
        }
        if (another != null) {
            ask(another, allocation.remedy == Allocation.Remedy.OTHER_PORT);
        } else {
            askNext();
        }
    }

    /** {@return what the server may grant instead; null when there is nothing of that kind} */
    private @Nullable Allocation another(Allocation refused) {
        return switch (refused.remedy) {
            case ALTERNATE_SERVER -> refused.next();
            case OTHER_FAMILY -> new Allocation(refused.server);
            case OTHER_PORT -> elsewhere.add(refused.server) ? new Allocation(refused.server, refused.family) : null;
            case NONE, ANEW -> null;
        };
    }

    void mark(int octet) {
        asked.forEach(relay -> relay.mark(octet));
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
                terms.servers.failed(relay.allocation.server, 0, sentence);
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
