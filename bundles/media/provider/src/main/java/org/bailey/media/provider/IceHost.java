package org.bailey.media.provider;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
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
    final IceSide side;
    private final MediaLoop loop;
    private final StreamPorts ports;
    private final SourcePolicy policyWithout;
    private volatile Connectivity view;
    private boolean decides = true;
    private boolean changed = true;

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
        if (ice.dialect() == IceDialect.MICROSOFT) {
            // its clients take media at the default address until a pair is chosen
            expect(state.rtpSource, peer.rtp());
            expect(state.rtcpSource, peer.rtcp());
        }
        side.remote(ice);
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
        source(component).settle(remote);
        ports.route(component == 2, via);
    }

    @Override
    public void connected(List<IceSession.Chosen> pairs) {
        changed = true;
        look();
        loop.listeners.tell(listener -> listener.connected(ports.call, ports.state.line, ports.state.from, pairs));
    }

    @Override
    public void disconnected(String sentence) {
        changed = true;
        look();
        loop.listeners.tell(
                listener -> listener.disconnected(ports.call, ports.state.line, ports.state.from, sentence));
    }
}
