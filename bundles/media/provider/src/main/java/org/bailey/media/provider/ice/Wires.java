package org.bailey.media.provider.ice;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bailey.ice.Candidate;
import org.bailey.ice.Candidate.Transport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections of one side of a media line (RFC 6544): those peers make to our ports, and those we make. Who connects
 * has ten seconds to pass a check; strangers have few places, which the next ones take from them.
 */
final class Wires implements Wire.Owner {
    private static final Logger LOG = LoggerFactory.getLogger(Wires.class);
    private static final int MOST = 64;
    private static final int MOST_STRANGERS = 8;
    private static final int MOST_NAMED = 256;
    private static final int MOST_UNPROVEN = 16;
    private static final int CONNECT_MILLIS = 5000;
    private static final long UNPROVEN_NANOS = 10_000_000_000L;
    // longer than checks are made
    private static final long OWN_UNPROVEN_NANOS = 120_000_000_000L;
    private static final int WAITING_BYTES = 64 * 1024;

    /** What becomes of them. */
    interface Owner {
        /** {@return the base of a component at addresses like that one; -1 for none} */
        int base(int component, Transport transport, InetAddress like);

        void connection(int base, InetSocketAddress peer, boolean open);

        void message(int component, int base, ByteBuffer message, InetSocketAddress from);

        void stray(boolean malformed);
    }

    private record Place(int base, InetSocketAddress peer) {}

    private final IceLoop loop;
    private final Owner owner;
    private final List<Door> doors = new ArrayList<>();
    private final Map<Place, Wire> wires = new LinkedHashMap<>(); // the oldest first
    private final Set<InetAddress> named = new HashSet<>();
    private final Set<Place> known = new HashSet<>(); // the agent tells of each only once
    private int octet;
    private boolean closed;

    Wires(IceLoop loop, Owner owner) {
        this.loop = loop;
        this.owner = owner;
    }

    /** Lets peers connect to a port; one that some other program has is gone without. */
    void listen(int component, InetSocketAddress at) {
        if (listens(component)) {
            return;
        }
        try {
            doors.add(Door.open(loop, component, at, this));
        } catch (IOException | RuntimeException occupied) {
            LOG.info("nobody can connect to media port {}: {}", at, occupied.toString());
        }
    }

    boolean listens(int component) {
        return doors.stream().anyMatch(door -> door.component == component);
    }

    /** Who connects from there is no stranger. */
    void name(Candidate candidate) {
        if (named.size() < MOST_NAMED) {
            named.add(candidate.address().getAddress());
        }
    }

    /** Makes a connection; the owner hears how it went, never before this returns. */
    void connect(int component, int base, InetAddress from, InetSocketAddress to) {
        var place = new Place(base, to);
        if (closed || wires.containsKey(place)) {
            return;
        }
        if (wires.size() >= MOST) {
            loop.thread.execute(() -> owner.connection(base, to, false));
            return;
        }
        var wire = new Wire(loop, component, base, to, false, this);
        wire.proven = known.contains(place);
        wires.put(place, wire);
        ChannelFuture connecting = new Bootstrap()
                .group(loop.thread)
                .channelFactory(() -> OneFamily.stream(to.getAddress()))
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel made) {
                        prepare(made, wire);
                    }
                })
                .disableResolver()
                .connect(to, new InetSocketAddress(from, 0));
        connecting.addListener(done -> {
            if (!done.isSuccess()) {
                LOG.debug("no connection from {} to {}: {}", from, to, String.valueOf(done.cause()));
                loop.thread.execute(wire::end);
            }
        });
    }

    /** A peer has connected. */
    void accepted(int component, Channel made) {
        var peer = (InetSocketAddress) made.remoteAddress();
        var local = (InetSocketAddress) made.localAddress();
        int base =
                peer == null || local == null ? -1 : owner.base(component, Transport.TCP_PASSIVE, local.getAddress());
        boolean stranger = peer == null || !named.contains(peer.getAddress());
        if (closed || base < 0 || peer == null || !makeRoom(base, stranger)) {
            owner.stray(false);
            made.unsafe().closeForcibly();
            return;
        }
        var wire = new Wire(loop, component, base, peer, true, this);
        wires.put(new Place(base, peer), wire);
        prepare(made, wire);
        loop.thread.register(made);
    }

    /** Who has had its time and shown nothing has to go; called a few times a second. */
    void look() {
        long nanos = loop.nanos();
        for (Wire wire : List.copyOf(wires.values())) {
            long patience = wire.accepted ? UNPROVEN_NANOS : OWN_UNPROVEN_NANOS;
            if (!wire.proven && nanos - wire.sinceNanos > patience) {
                wire.end();
            }
        }
    }

    /**
     * The oldest of those who have shown nothing yet has to go when there are too many; strangers only put out strangers.
     *
     * @return whether there is room for one more
     */
    private boolean makeRoom(int base, boolean stranger) {
        List<Wire> others = wires.values().stream()
                .filter(wire -> wire.base == base && wire.accepted && !wire.proven)
                .filter(wire -> !named.contains(wire.peer.getAddress()) == stranger)
                .toList();
        if (others.size() >= (stranger ? MOST_STRANGERS : MOST_UNPROVEN)) {
            others.get(0).end();
        }
        return wires.size() < MOST || putOut(stranger);
    }

    /** All places are taken, by peers of other bases too. */
    private boolean putOut(boolean stranger) {
        Wire oldest = null;
        for (Wire wire : wires.values()) {
            if (wire.accepted && !wire.proven) {
                boolean other = !named.contains(wire.peer.getAddress());
                if (other) {
                    oldest = wire;
                    break;
                }
                oldest = oldest == null && !stranger ? wire : oldest;
            }
        }
        if (oldest == null) {
            return false;
        }
        oldest.end();
        return true;
    }

    private void prepare(Channel made, Wire wire) {
        ChannelConfig config = made.config();
        config.setOption(ChannelOption.TCP_NODELAY, true);
        if (octet != 0) {
            config.setOption(ChannelOption.IP_TOS, octet);
        }
        // a peer that sends as fast as it can leaves time for the others
        config.setRecvByteBufAllocator(new AdaptiveRecvByteBufAllocator(512, 2048, 16 * 1024).maxMessagesPerRead(4));
        config.setWriteBufferWaterMark(new WriteBufferWaterMark(WAITING_BYTES / 2, WAITING_BYTES));
        made.pipeline().addLast(wire);
    }

    boolean send(int base, ByteBuffer packet, InetSocketAddress to) {
        Wire wire = wires.get(new Place(base, to));
        return wire != null && wire.send(packet);
    }

    /** The peer has passed a check there. */
    void proven(int base, InetSocketAddress peer) {
        var place = new Place(base, peer);
        Wire wire = wires.get(place);
        if (wire != null) {
            wire.proven = true;
            known.add(place);
        }
    }

    void mark(int now) {
        octet = now;
        wires.values().forEach(wire -> wire.mark(now));
    }

    void agentBack() {
        List.copyOf(wires.values()).forEach(Wire::agentBack);
    }

    void resume() {
        List.copyOf(wires.values()).forEach(Wire::again);
    }

    void close() {
        closed = true;
        doors.forEach(Door::close);
        wires.values().forEach(Wire::close);
        wires.clear();
    }

    @Override
    public void opened(Wire wire) {
        owner.connection(wire.base, wire.peer, true);
    }

    @Override
    public void message(Wire wire, ByteBuffer message) {
        if (!closed) {
            owner.message(wire.component, wire.base, message, wire.peer);
        }
    }

    @Override
    public void ended(Wire wire, boolean malformed) {
        wires.remove(new Place(wire.base, wire.peer), wire);
        if (closed) {
            return;
        }
        if (malformed || wire.accepted && !wire.proven) {
            owner.stray(malformed);
        }
        owner.connection(wire.base, wire.peer, false);
    }
}
