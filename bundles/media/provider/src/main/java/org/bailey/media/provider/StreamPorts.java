package org.bailey.media.provider;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Locale;
import org.bailey.media.FeedbackTerms;
import org.bailey.media.LocalPorts;
import org.bailey.media.MediaFlow;
import org.bailey.media.MediaSecret;
import org.bailey.media.PacketOut;
import org.bailey.media.PayloadMap;
import org.bailey.media.RemotePorts;
import org.bailey.media.Starter;
import org.bailey.media.StreamState;
import org.bailey.media.VideoWish;
import org.bailey.media.provider.ice.Way;
import org.jspecify.annotations.Nullable;

/** Our RTP and RTCP port that face one side of a line, and what comes in there. Belongs to the loop of its call. */
final class StreamPorts implements PacketOut {
    final StreamState state;
    final String call;
    final int port;
    LocalPorts local;

    @Nullable
    MediaSocket rtp;

    @Nullable
    MediaSocket rtcp;
    /** Says who the peer is when it speaks ICE; null when it was not asked to. */
    @Nullable
    IceHost ice;
    /** What came before the first plan; null from then on. */
    @Nullable
    Early early = new Early();
    /** The ports of the opposite side, where this side's packets leave. */
    StreamPorts out = this;

    // relays or connections that packets go through; null for straight from the socket
    private @Nullable Way rtpWay;
    private @Nullable Way rtcpWay;
    private @Nullable Silence silence;
    private boolean quiet = true;
    private long packetsWhenQuiet;
    private long openSinceNanos;
    private boolean keyFrameDue;
    private boolean closed;

    StreamPorts(String call, StreamState state, int port, String address, MediaSecret secret) {
        this.call = call;
        this.state = state;
        this.port = port;
        this.local = new LocalPorts(address, port, port + 1, secret, null);
    }

    @Override
    public boolean rtp(ByteBuffer packet, InetSocketAddress to) {
        Way way = rtpWay;
        return way == null ? rtp != null && rtp.send(packet, to) : way.send(packet, to);
    }

    @Override
    public boolean rtcp(ByteBuffer packet, InetSocketAddress to) {
        Way way = rtcpWay;
        return way == null ? rtcp != null && rtcp.send(packet, to) : way.send(packet, to);
    }

    /** Takes what the plan says of packets that come in here. */
    void carry(MediaFlow flow, long nanos) {
        state.payloads = PayloadMap.of(state.kind, flow);
        if (flow.open() && !state.open) {
            openSinceNanos = nanos;
            state.control.unwanted = false; // what was said before a hold is over with it
        }
        state.open = flow.open();
        state.ssrcs.use(flow.ssrcs());
        state.rewrite(flow.picture());
        state.protect(flow.receiveKey(), flow.sendKey());
        Starter starter = flow.starter();
        if (starter == null) {
            silence = null;
        } else if (silence == null || !silence.of(flow)) {
            silence = new Silence(starter, flow.ssrcs(), nanos);
        }
    }

    /** Takes what the peer that faces these ports understands about pictures. */
    void understand(String bridge, @Nullable FeedbackTerms terms) {
        state.control.bridge = bridge;
        state.control.terms = terms;
    }

    /** Takes to the peer that faces these ports what the other one said in signalling about its picture. */
    void wish(MediaLoop loop, VideoWish wish, long nanos) {
        loop.ask(this, "a wish about the picture", path -> {
            path.onWish(state, wish, nanos, this);
            tellWish(loop.listeners);
        });
    }

    /** What waits for packets that do not come leaves; a key frame that is wanted now is asked for now. */
    void waiting(MediaLoop loop, long nanos) {
        loop.ask(this, "what waits of the picture", path -> path.onWaiting(state, nanos, out));
        if (state.control.keyFrameDue && !keyFrameDue) {
            look(loop, nanos);
        }
        keyFrameDue = state.control.keyFrameDue;
    }

    private void look(MediaLoop loop, long nanos) {
        loop.ask(this, "the look at the picture", path -> {
            path.onLook(state, nanos, this);
            tellWish(loop.listeners);
        });
    }

    private void tellWish(Listeners listeners) {
        if (state.control.takeSignal()) {
            listeners.tell(listener -> listener.wished(call, state.line, state.from, VideoWish.KEY_FRAME));
        }
    }

    /** Takes the address of the peer that faces these ports. */
    void face(@Nullable RemotePorts peer) {
        if (ice == null) {
            signal(peer);
        } else {
            ice.face(peer);
        }
    }

    void signal(@Nullable RemotePorts peer) {
        state.rtpSource.signal(peer == null ? null : peer.rtp());
        state.rtcpSource.signal(peer == null ? null : peer.rtcp());
    }

    /** @param octet goes into the IP header of what leaves: DSCP in its upper six bits */
    void mark(int octet) {
        if (rtp != null) {
            rtp.mark(octet);
        }
        if (rtcp != null) {
            rtcp.mark(octet);
        }
        if (ice != null) {
            ice.side.mark(octet);
        }
    }

    /** Gathers candidates if there is ICE; {@link #local} has them when {@code done} runs. */
    void gather(Runnable done) {
        if (ice == null) {
            done.run();
            return;
        }
        ice.side.gather(found -> {
            local = new LocalPorts(local.address(), local.rtp(), local.rtcp(), local.secret(), found);
            done.run();
        });
    }

    /** Lets packets leave through a relay or over a connection, or with null straight from the socket. */
    void route(boolean ofRtcp, @Nullable Way way) {
        if (ofRtcp) {
            rtcpWay = way;
        } else {
            rtpWay = way;
        }
    }

    /** Keeps a packet until there is a plan. {@return false when there is one} */
    boolean keep(boolean ofRtcp, boolean proven, ByteBuffer packet, InetSocketAddress from, long nanos) {
        if (early == null) {
            return false;
        }
        state.nowhere += early.keep(ofRtcp, proven, packet, from, nanos);
        return true;
    }

    /** {@return whether the peer's description names the host of that address for such packets} */
    boolean names(boolean ofRtcp, InetSocketAddress from) {
        InetSocketAddress signalled = (ofRtcp ? state.rtcpSource : state.rtpSource).signalled;
        return signalled != null && signalled.getAddress().equals(from.getAddress());
    }

    /** {@return whether packets to or from this side need someone who speaks TURN} */
    boolean relayed() {
        return rtpWay != null && rtpWay.relayed() || rtcpWay != null && rtcpWay.relayed();
    }

    /** After packets were handed to the packet path. */
    void heard(Listeners listeners) {
        if (!quiet || state.packets == packetsWhenQuiet) {
            return;
        }
        if (packetsWhenQuiet == 0) {
            listeners.tell(listener -> listener.started(call, state.line, state.from));
        }
        if (state.silent) {
            listeners.tell(listener -> listener.resumed(call, state.line, state.from));
        }
        quiet = false;
        state.silent = false;
    }

    /** {@return call, line and side in words} */
    String name() {
        return "call " + call + ", line " + state.line + ", from its "
                + state.from.name().toLowerCase(Locale.ROOT);
    }

    /** @param pathSinceNanos since when packets pass at all */
    void sweep(MediaLoop loop, long nanos, long pathSinceNanos, long silenceNanos) {
        if (ice != null) {
            ice.look();
        }
        start(loop, nanos);
        look(loop, nanos);
        if (!state.open || state.silent) {
            return;
        }
        long quietFor = Math.min(nanos - openSinceNanos, nanos - pathSinceNanos);
        if (state.packets > 0) {
            quietFor = Math.min(quietFor, nanos - state.lastPacketNanos);
        }
        if (quietFor >= silenceNanos) {
            state.silent = true;
            quiet = true;
            packetsWhenQuiet = state.packets;
            int seconds = (int) (silenceNanos / 1_000_000_000L);
            loop.listeners.tell(listener -> listener.silent(call, state.line, state.from, seconds));
        }
    }

    /** Lets the peer on the opposite side hear silence as long as nothing of this side has passed. */
    private void start(MediaLoop loop, long nanos) {
        Silence starter = silence;
        StreamState opposite = state.opposite;
        if (starter == null || !state.open || opposite == null) {
            return;
        }
        if (state.forwarded > 0 || starter.over(nanos)) {
            silence = null;
        } else if (opposite.rtpSource.target != null && starter.due(nanos)) {
            loop.ask(this, "silence for the other side", path -> path.onOwn(state, starter.next(), out));
        }
    }

    /** @param closed runs when both are closed, which may take a moment when relays are given back */
    void close(Runnable closed) {
        if (ice == null) {
            closeSockets();
            closed.run();
        } else {
            ice.side.close(() -> {
                closeSockets();
                closed.run();
            });
        }
    }

    boolean closed() {
        return closed;
    }

    private void closeSockets() {
        closed = true;
        if (rtp != null) {
            rtp.close();
        }
        if (rtcp != null) {
            rtcp.close();
        }
    }
}
