package org.bailey.media.provider;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import org.bailey.ice.IceComponent;
import org.bailey.ice.IceDialect;
import org.bailey.ice.IceSession;
import org.bailey.ice.RemoteIce;
import org.bailey.media.Connectivity;
import org.bailey.media.PacketSource;
import org.bailey.media.RemotePorts;
import org.bailey.media.SourcePolicy;
import org.bailey.media.StreamState;
import org.bailey.media.provider.ice.GatherNeeds;
import org.bailey.media.provider.ice.IcePorts;
import org.bailey.media.provider.ice.IceSide;
import org.bailey.media.provider.ice.Way;
import org.jspecify.annotations.Nullable;

/** Lets ICE decide from whom the ports of one side take packets and where theirs go. Belongs to the loop of the call. */
final class IceHost implements IcePorts {
    private static final int COMPONENTS = 2;
    /** A peer whose last packet is not older than this still sends. */
    private static final long STILL_NANOS = 5_000_000_000L;

    private record Route(InetSocketAddress remote, @Nullable Way via) {}

    final IceSide side;
    private final MediaLoop loop;
    private final StreamPorts ports;
    private final SourcePolicy policyWithout;
    private volatile Connectivity view;
    private boolean decides = true;
    private boolean changed = true;
    // the ways ICE chose, by component: kept while the peer speaks no ICE, as it may come back to them
    private final @Nullable Route[] routes = new Route[COMPONENTS + 1];
    private boolean unsaid;
    private boolean up;
    private boolean ceased;

    IceHost(MediaLoop loop, StreamPorts ports, GatherNeeds needs) {
        this.loop = loop;
        this.ports = ports;
        policyWithout = ports.state.sources;
        side = new IceSide(loop.ice, this, needs);
        ports.state.sources = SourcePolicy.SIGNALLED;
        view = Views.of(ports.state.line, ports.state.from, true, side);
    }

    /** Takes what the peer's description says; a peer without ICE gets its packets as anybody without it. */
    void face(@Nullable RemotePorts peer) {
        if (peer == null) {
            return;
        }
        RemoteIce ice = peer.ice();
        StreamState state = ports.state;
        boolean back = !decides && ice != null;
        decides = ice != null;
        changed = true;
        if (ice == null) {
            state.sources = policyWithout;
            ports.route(false, null);
            ports.route(true, null);
            ports.signal(peer);
            return;
        }
        state.sources = SourcePolicy.SIGNALLED;
        boolean known = side.knows(ice);
        ceased &= known;
        if (ice.dialect() == IceDialect.MICROSOFT && !ceased) {
            // its clients take media at the default address until a pair is chosen
            if (back && !known) {
                ports.signal(peer);
            }
            expect(state.rtpSource, peer.rtp());
            expect(state.rtcpSource, peer.rtcp());
        }
        side.remote(ice);
        if (back && known) {
            resume(ice);
        }
    }

    /** The peer comes back to the ICE it had before it spoke none: what was found then, or meanwhile, holds. */
    private void resume(RemoteIce ice) {
        IceSession session = side.session();
        if (session != null && session.state == IceSession.State.FAILED) {
            side.anew(ice); // it did not answer while it spoke none
            return;
        }
        for (int component = 1; component <= COMPONENTS; component++) {
            use(component);
        }
        if (unsaid && session != null) {
            connected(session.selected, session.unconfirmed);
        }
    }

    private static void expect(PacketSource source, InetSocketAddress address) {
        if (source.target == null) {
            source.signal(address);
        }
    }

    /** A datagram came in on one of the sockets. */
    void datagram(boolean rtcp, ByteBuffer packet, InetSocketAddress from, long nanos) {
        side.datagram(rtcp ? 2 : 1, packet, from, nanos);
    }

    /** What came in before there was a plan. */
    void again(Early.Packet kept, ByteBuffer packet) {
        int component = kept.rtcp() ? 2 : 1;
        if (kept.proven()) {
            media(component, packet, kept.from(), kept.nanos());
        } else {
            side.datagram(component, packet, kept.from(), kept.nanos());
        }
    }

    /** {@return how the peer is reached, for anybody} */
    Connectivity connectivity() {
        return view;
    }

    /** Takes note of what has changed; called a few times a second. */
    void look() {
        side.look();
        if (changed) {
            changed = false;
            view = Views.of(ports.state.line, ports.state.from, decides, side);
        }
    }

    @Override
    public String name() {
        return ports.name();
    }

    private PacketSource source(int component) {
        return component == 1 ? ports.state.rtpSource : ports.state.rtcpSource;
    }

    @Override
    public void changed() {
        changed = true;
    }

    @Override
    public boolean decides() {
        return decides;
    }

    @Override
    public boolean send(int component, ByteBuffer packet, InetSocketAddress to) {
        MediaSocket socket = component == 1 ? ports.rtp : ports.rtcp;
        return socket != null && socket.send(packet, to);
    }

    @Override
    public void media(int component, ByteBuffer packet, InetSocketAddress from, long nanos) {
        if (ports.keep(component == 2, true, packet, from, nanos)) {
            return;
        }
        if (decides) {
            PacketSource source = source(component);
            if (source.heard == null) {
                source.heard = from;
            }
            // the packet path knows one peer for a port; that ICE knows several addresses of it is our matter
            loop.hand(packet, component == 2, ports, source.heard, nanos);
        } else {
            loop.hand(packet, component == 2, ports, from, nanos);
        }
    }

    @Override
    public void unproven(int component, ByteBuffer packet, InetSocketAddress from, long nanos) {
        // whether the peer speaks ICE at all is not known before its description is here
        if (!ports.keep(component == 2, false, packet, from, nanos)) {
            ports.state.foreign++;
        }
    }

    @Override
    public void stray(boolean malformed) {
        if (malformed) {
            ports.state.malformed++;
        } else {
            ports.state.foreign++;
        }
    }

    @Override
    public void route(int component, InetSocketAddress remote, @Nullable Way via) {
        routes[component] = new Route(remote, via);
        if (decides) {
            use(component);
        }
    }

    private void use(int component) {
        Route route = routes[component];
        if (route != null) {
            source(component).settle(route.remote);
            ports.route(component == 2, route.via);
        }
    }

    /** Sends nothing where no pair works: on a way that is gone, nobody has said that it wants our packets (RFC 7675 5.1). */
    private void cease() {
        for (int component = 1; component <= COMPONENTS; component++) {
            if (!works(component)) {
                routes[component] = null;
                source(component).target = null;
                ceased = true;
            }
        }
    }

    private boolean works(int number) {
        IceSession session = side.session();
        if (session == null) {
            return false;
        }
        // RTCP may go where RTP goes
        boolean own = session.components.stream().anyMatch(component -> component.number == number);
        for (IceComponent component : session.components) {
            if (component.number == (own ? number : 1)) {
                return component.current != null && component.current.valid();
            }
        }
        return false;
    }

    @Override
    public String nevertheless() {
        long ago = loop.nanos() - ports.state.lastPacketNanos;
        return ports.state.packets == 0 || ago > STILL_NANOS
                ? ""
                : "; media of this peer still came, the last " + ago / 1_000_000 + " ms ago";
    }

    @Override
    public void connected(List<IceSession.Chosen> pairs, boolean unconfirmed) {
        unsaid = !decides;
        if (unsaid) {
            return;
        }
        if (!up) {
            up = true;
            loop.totals.connected();
        }
        changed = true;
        look();
        loop.listeners.tell(listener -> listener.connected(ports.call, ports.state.line, ports.state.from, pairs));
        if (unconfirmed) {
            loop.listeners.tell(listener -> listener.unconfirmed(ports.call, ports.state.line, ports.state.from));
        }
    }

    @Override
    public void disconnected(String sentence) {
        if (!decides) {
            return; // who speaks no ICE need not answer it
        }
        cease();
        up = false;
        IceSession session = side.session();
        if (session != null) {
            loop.totals.failed(session.failure);
        }
        changed = true;
        look();
        loop.listeners.tell(
                listener -> listener.disconnected(ports.call, ports.state.line, ports.state.from, sentence));
    }
}
