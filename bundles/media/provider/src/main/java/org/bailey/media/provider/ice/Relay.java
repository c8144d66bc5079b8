package org.bailey.media.provider.ice;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.bailey.turn.Allocation;
import org.bailey.turn.TurnClient;
import org.bailey.turn.TurnOut;
import org.bailey.turn.TurnServer;
import org.jspecify.annotations.Nullable;

/** One allocation on a TURN server with what leads there; the state of it outlives the client that speaks for it. */
public final class Relay implements TurnOut, Way {
    /** Who wants to know what becomes of it. */
    interface Owner {
        void allocated(Relay relay);

        void failed(Relay relay, String sentence);

        void data(Relay relay, InetSocketAddress peer, ByteBuffer packet);
    }

    /** What is known of it. */
    public final Allocation allocation;

    public final int component;
    /** Number of its base in the session; -1 as long as it has none. */
    public int base = -1;

    private final IceLoop loop;
    private final RelayBase from;
    private Owner owner;
    private final Timer timer;
    private final Set<InetAddress> permitted = new LinkedHashSet<>();
    private final List<Runnable> kept = new ArrayList<>();
    private @Nullable Link link;
    private @Nullable InetSocketAddress bound;
    private boolean begun;
    private boolean open;
    private boolean leaving;

    /** @param otherPort whether the server is asked from a port beside the media ports, over UDP */
    Relay(IceLoop loop, Allocation allocation, int component, RelayBase from, boolean otherPort, Owner owner) {
        TurnServer server = allocation.server;
        this.loop = loop;
        this.from = from;
        this.component = component;
        this.owner = owner;
        this.allocation = allocation;
        timer = new Timer(loop, this::elapsed);
        if (!server.streamed() && !otherPort) {
            link = new Link.Datagrams(from.socket(), server.address());
        }
    }

    /** Asks the server; the owner hears of the outcome, never before this returns when it takes a connection first. */
    void start() {
        open = true;
        if (link == null) {
            link = allocation.server.streamed() ? Connection.open(loop, this, from) : OwnPort.open(loop, this, from);
        } else {
            begin();
        }
    }

    /** What leads to the server is there. */
    void begin() {
        TurnClient client = loop.turn();
        if (open && client != null && !begun) {
            begun = true;
            begun = run(client, () -> client.allocate(allocation, loop.nanos(), this));
        }
    }

    /** From now on somebody else hears of it. */
    void hand(Owner to) {
        owner = to;
    }

    /** {@return the address on the server; asked once it was allocated} */
    public InetSocketAddress address() {
        return Objects.requireNonNull(allocation.relayed, "allocated");
    }

    boolean up() {
        return open && allocation.relayed != null;
    }

    /** {@return whether the server sees it come from the media port} */
    boolean sharesPort() {
        return link instanceof Link.Datagrams;
    }

    /** @param octet goes into the IP header of what leaves for the server */
    void mark(int octet) {
        if (link != null) {
            link.mark(octet);
        }
    }

    boolean isFrom(InetSocketAddress sender) {
        return (open || leaving) && sharesPort() && sender.equals(allocation.server.address());
    }

    /** @param message from the server, whole */
    void received(ByteBuffer message) {
        TurnClient client = loop.turn();
        if (client == null || !open && !leaving) {
            return;
        }
        int position = message.position();
        int limit = message.limit();
        try {
            client.received(allocation, message, loop.nanos(), this);
        } catch (RuntimeException | LinkageError e) {
            if (loop.failed(client, name(), e)) {
                keep(message.limit(limit).position(position), this::received);
            }
        }
        arm();
    }

    @Override
    public boolean send(ByteBuffer packet, InetSocketAddress to) {
        TurnClient client = loop.turn();
        if (client == null || !open) {
            return false;
        }
        int position = packet.position();
        int limit = packet.limit();
        try {
            return client.send(allocation, loop.withHeadroom(packet), to, this);
        } catch (RuntimeException | LinkageError e) {
            if (!loop.failed(client, name(), e)) {
                return false;
            }
            keep(packet.limit(limit).position(position), copy -> send(copy, to));
            return true;
        }
    }

    /** For the client that comes. */
    private void keep(ByteBuffer packet, Consumer<ByteBuffer> doing) {
        byte[] copy = new byte[packet.remaining()];
        packet.get(packet.position(), copy);
        kept.add(() -> doing.accept(ByteBuffer.wrap(copy)));
    }

    private String name() {
        return "TURN server " + allocation.server.address();
    }

    @Override
    public boolean relayed() {
        return true;
    }

    void permit(Collection<InetAddress> peers) {
        TurnClient client = loop.turn();
        boolean more = !permitted.containsAll(peers);
        SideRelays.newest(permitted, peers);
        if (more && client != null && up()) {
            run(client, () -> client.permit(allocation, List.copyOf(permitted), loop.nanos(), this));
        }
    }

    void bind(InetSocketAddress peer) {
        TurnClient client = loop.turn();
        if (!peer.equals(bound) && client != null && up()) {
            run(client, () -> client.bind(allocation, peer, loop.nanos(), this));
        }
        bound = peer;
    }

    /** There is a client again: what could not be said meanwhile is said now. */
    void clientBack() {
        TurnClient client = loop.turn();
        if (client == null || link == null) {
            return;
        }
        begin();
        if (up()) {
            run(client, () -> {
                client.permit(allocation, List.copyOf(permitted), loop.nanos(), this);
                if (bound != null) {
                    client.bind(allocation, bound, loop.nanos(), this);
                }
            });
        }
        List<Runnable> waited = List.copyOf(kept);
        kept.clear();
        waited.forEach(Runnable::run);
        elapsed();
    }

    void resume() {
        if (link != null) {
            link.resume();
        }
    }

    private void elapsed() {
        TurnClient client = loop.turn();
        if (client != null && open && allocation.dueNanos - loop.nanos() <= 0) {
            run(client, () -> client.elapsed(allocation, loop.nanos(), this));
        }
    }

    /** {@return false when the client that comes has to be asked again} */
    private boolean run(TurnClient client, Runnable work) {
        boolean asked = true;
        try {
            work.run();
        } catch (RuntimeException | LinkageError e) {
            asked = !loop.failed(client, name(), e);
        }
        arm();
        return asked;
    }

    private void arm() {
        timer.set(open ? allocation.dueNanos : Long.MAX_VALUE);
    }

    /** Gives the relayed address back and ends what leads there. */
    void release() {
        if (!open) {
            return;
        }
        open = false;
        timer.cancel();
        TurnClient client = loop.turn();
        if (begun && client != null) {
            try {
                client.release(allocation, this);
                leaving = sharesPort();
            } catch (RuntimeException | LinkageError e) {
                loop.failed(client, name(), e);
            }
        }
        if (link != null) {
            link.close();
        }
    }

    /** {@return whether the server has yet to say that it took the address back; it may want to be asked once more} */
    boolean leaving() {
        return leaving && !allocation.exchanges.isEmpty();
    }

    @Override
    public boolean send(ByteBuffer message) {
        return link != null && link.send(message);
    }

    @Override
    public void data(InetSocketAddress peer, ByteBuffer packet) {
        if (open) {
            owner.data(this, peer, packet);
        }
    }

    @Override
    public void allocated() {
        if (open) {
            owner.allocated(this);
        }
    }

    @Override
    public void failed(String sentence) {
        if (open) {
            open = false;
            timer.cancel();
            if (link != null) {
                link.close();
            }
            owner.failed(this, sentence);
        }
    }

    @Override
    public void random(byte[] into) {
        loop.random(into);
    }
}
