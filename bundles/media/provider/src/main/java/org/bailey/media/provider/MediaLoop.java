package org.bailey.media.provider;

import io.netty.channel.IoEventLoop;
import io.netty.channel.IoRegistration;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.IOException;
import java.lang.invoke.VarHandle;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.bailey.media.PacketPath;
import org.bailey.media.Side;
import org.bailey.media.VideoWish;
import org.bailey.media.provider.ice.FirstByte;
import org.bailey.media.provider.ice.IceLoop;
import org.bailey.media.provider.ice.Reports;
import org.bailey.turn.TurnClient;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One event loop with the calls it owns. Everything here but {@link #load} happens on its thread. */
final class MediaLoop {
    private static final Logger LOG = LoggerFactory.getLogger(MediaLoop.class);
    private static final int DATAGRAM = 65_535;
    private static final long SWEEP_MILLIS = 200;
    private static final long COMPLAIN_NANOS = 60_000_000_000L;

    final IoEventLoop thread;
    /** Calls given to this loop; the next one goes where there are fewest. */
    final AtomicInteger load = new AtomicInteger();

    private final LongSupplier clock;
    final Listeners listeners;
    /** What all loops count. */
    final Totals totals;
    /** What ICE and TURN of the calls share. */
    final IceLoop ice;
    /** Streams whose pictures are rewritten. */
    final RewrittenStreams pictures = new RewrittenStreams(this);

    // one for all sockets: a packet is out again before the next one is read
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(IceLoop.HEADROOM + DATAGRAM + PacketPath.ROOM);
    private final Set<CallPorts> calls = new LinkedHashSet<>();
    private final List<MediaSocket> paused = new ArrayList<>();
    private List<Runnable> closing = new ArrayList<>();
    private List<Runnable> closed = new ArrayList<>();
    private final Reports reports;
    private @Nullable PacketPath path;
    /** What the path that threw could not do, for the one that comes. */
    private final List<Runnable> kept = new ArrayList<>();

    private @Nullable ScheduledFuture<?> patience;
    private long pathSinceNanos;
    private long complainedNanos;
    private long lookComplainedNanos;
    private long askComplainedNanos;
    private long failures;

    MediaLoop(IoEventLoop thread, LongSupplier clock, Listeners listeners, Totals totals, Reports reports) {
        this.thread = thread;
        this.clock = clock;
        this.listeners = listeners;
        this.totals = totals;
        this.reports = reports;
        ice = new IceLoop(thread, clock, reports, this::resume);
    }

    /** Looks for silent streams from now on. */
    void start(LongSupplier silenceNanos) {
        complainedNanos = clock.getAsLong() - COMPLAIN_NANOS;
        lookComplainedNanos = complainedNanos;
        askComplainedNanos = complainedNanos;
        thread.scheduleWithFixedDelay(
                () -> sweep(silenceNanos.getAsLong()), SWEEP_MILLIS, SWEEP_MILLIS, TimeUnit.MILLISECONDS);
    }

    long nanos() {
        return clock.getAsLong();
    }

    void own(CallPorts call) {
        calls.add(call);
    }

    void disown(CallPorts call) {
        calls.remove(call);
    }

    void register(MediaSocket socket) {
        IoRegistration registration = thread.register(socket).getNow();
        if (registration == null) {
            throw new IllegalStateException("the media loop takes no sockets any more");
        }
        socket.register(registration);
    }

    /**
     * Runs {@code work} when sockets closed now have really gone: the system keeps them open, and their ports taken,
     * until the selector has looked at them once more.
     */
    void afterClosing(Runnable work) {
        if (closing.isEmpty() && closed.isEmpty()) {
            thread.schedule(this::closed, 1, TimeUnit.MILLISECONDS);
        }
        closing.add(work);
    }

    // what was closed since the last time may have been closed a moment ago: it waits for another round of the loop
    private void closed() {
        List<Runnable> gone = closed;
        closed = closing;
        closing = new ArrayList<>();
        if (!closed.isEmpty()) {
            thread.schedule(this::closed, 1, TimeUnit.MILLISECONDS);
        }
        gone.forEach(Runnable::run);
    }

    /** {@return how many sockets had packets waiting for this path} */
    int path(@Nullable PacketPath now) {
        if (patience != null) {
            patience.cancel(false);
            patience = null;
        }
        path = now;
        if (now != null) {
            List<Runnable> first = List.copyOf(kept);
            kept.clear();
            first.forEach(Runnable::run);
        }
        ice.receiving(path != null);
        if (path == null) {
            return 0;
        }
        pathSinceNanos = clock.getAsLong();
        return resume();
    }

    private int resume() {
        int waiting = paused.size();
        paused.forEach(MediaSocket::resume);
        paused.clear();
        return waiting;
    }

    /** {@return how many sockets had packets waiting for who speaks to relays} */
    int turn(@Nullable TurnClient now) {
        ice.turn(now);
        return now == null ? 0 : resume();
    }

    void readable(MediaSocket socket) {
        PacketPath code = path;
        StreamPorts side = socket.side;
        if (code == null || !ice.hasTurn() && (side.relayed() || side.out.relayed())) {
            // the packets wait in the kernel
            socket.pause();
            paused.add(socket);
            return;
        }
        try {
            long nanos = clock.getAsLong();
            int budget = socket.budget(nanos);
            int packets = 0;
            boolean emptied = false;
            for (; packets < budget; packets++) {
                buffer.clear().position(IceLoop.HEADROOM).limit(IceLoop.HEADROOM + DATAGRAM);
                InetSocketAddress from = socket.receive(buffer);
                if (from == null) {
                    emptied = true;
                    break;
                }
                buffer.limit(buffer.position()).position(IceLoop.HEADROOM);
                long now = packets == 0 ? nanos : clock.getAsLong();
                if (side.ice != null) {
                    side.ice.datagram(socket.rtcp, buffer, from, now);
                } else if (side.early == null
                        || !FirstByte.isMedia(buffer)
                        || !side.keep(socket.rtcp, false, buffer, from, now)) {
                    hand(code, buffer, socket.rtcp, side, from, now);
                }
                if (path != code) {
                    break; // it threw: the next packets wait for the one that comes
                }
            }
            socket.read(packets, emptied);
        } catch (IOException e) {
            LOG.debug("reading from media port {}: {}", side.port, e.toString());
        }
        side.heard(listeners);
        VarHandle.releaseFence(); // the counters, for those who ask from elsewhere
    }

    /**
     * There is a plan now: what has come before goes its way, unless it is too late, or nobody's the plan knows. With keys
     * each packet proves itself, also one of a peer behind a NAT, whose address no description names.
     */
    void begin(StreamPorts side) {
        if (path == null) {
            kept.add(() -> begin(side));
            return;
        }
        Early early = side.early;
        side.early = null;
        if (early == null) {
            return;
        }
        long now = clock.getAsLong();
        for (Early.Packet packet = early.next(); packet != null; packet = early.next()) {
            if (packet.late(now)) {
                side.state.nowhere++;
                continue;
            }
            buffer.clear().position(IceLoop.HEADROOM);
            buffer.put(packet.bytes()).limit(buffer.position()).position(IceLoop.HEADROOM);
            if (side.ice != null && side.ice.decides()) {
                side.ice.again(packet, buffer);
            } else if (side.state.receive != null || side.names(packet.rtcp(), packet.from())) {
                hand(buffer, packet.rtcp(), side, packet.from(), packet.nanos());
            } else {
                side.state.foreign++;
            }
        }
    }

    /** Hands a packet to the packet path; without one it is lost, but then nothing is read either. */
    void hand(ByteBuffer packet, boolean rtcp, StreamPorts side, InetSocketAddress from, long nanos) {
        PacketPath code = path;
        if (code != null) {
            hand(code, packet, rtcp, side, from, nanos);
            side.heard(listeners);
        }
    }

    private void hand(
            PacketPath code, ByteBuffer packet, boolean rtcp, StreamPorts side, InetSocketAddress from, long nanos) {
        int position = packet.position();
        int limit = packet.limit();
        try {
            if (rtcp) {
                code.onRtcpPort(side.state, packet, from, nanos, side.out);
            } else {
                code.onRtpPort(side.state, packet, from, nanos, side.out);
            }
        } catch (RuntimeException | LinkageError e) {
            String where = "a packet of " + side.name();
            if (reports.threw(code, where, e)) {
                suspend(code, packet.limit(limit).position(position), rtcp, side, from, nanos);
                return;
            }
            side.state.failed++;
            failures++;
            if (nanos - complainedNanos >= COMPLAIN_NANOS) {
                complainedNanos = nanos;
                LOG.error(
                        "MEDIA-002 the packet path {} failed on {} packets so far",
                        code.getClass().getName(),
                        failures,
                        e);
            }
        }
    }

    /** The version before it comes back: until then packets wait in the kernel, this one here. */
    private void suspend(
            PacketPath code, ByteBuffer packet, boolean rtcp, StreamPorts side, InetSocketAddress from, long nanos) {
        ByteBuffer copy = ByteBuffer.allocate(IceLoop.HEADROOM + packet.remaining() + PacketPath.ROOM);
        copy.position(IceLoop.HEADROOM).limit(IceLoop.HEADROOM + packet.remaining());
        copy.put(copy.position(), packet, packet.position(), packet.remaining());
        suspend(code, () -> hand(copy, rtcp, side, from, nanos));
    }

    private void suspend(PacketPath code, Runnable asked) {
        kept.add(asked);
        if (path == code) {
            path = null;
            ice.receiving(false);
            patience = thread.schedule(() -> path(code), Reports.PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }

    /** Without a packet path the wish is lost: who asked asks again. */
    void wish(CallPorts call, int line, Side of, VideoWish wish) {
        call.wish(line, of, wish, clock.getAsLong());
    }

    /**
     * Asks the packet path for something beside packets, if there is one.
     *
     * @param what it is asked for, in words
     */
    void ask(StreamPorts side, String what, Consumer<PacketPath> question) {
        PacketPath code = path;
        if (code == null) {
            return;
        }
        try {
            question.accept(code);
        } catch (RuntimeException | LinkageError e) {
            if (reports.threw(code, what + " of " + side.name(), e)) {
                suspend(code, () -> ask(side, what, question));
                return;
            }
            side.state.failed++;
            long nanos = clock.getAsLong();
            if (nanos - askComplainedNanos >= COMPLAIN_NANOS) {
                askComplainedNanos = nanos;
                LOG.error(
                        "MEDIA-009 the packet path {} failed, last at {} of {}",
                        code.getClass().getName(),
                        what,
                        side.name(),
                        e);
            }
        }
    }

    void sweep(long silenceNanos) {
        if (path == null) {
            return;
        }
        long nanos = clock.getAsLong();
        for (CallPorts call : calls) {
            for (LinePorts line : call.lines()) {
                look(line.caller, nanos, silenceNanos);
                look(line.callee, nanos, silenceNanos);
            }
        }
    }

    /** What goes wrong with one stream is no matter of the others. */
    private void look(StreamPorts side, long nanos, long silenceNanos) {
        try {
            side.sweep(this, nanos, pathSinceNanos, silenceNanos);
        } catch (RuntimeException | LinkageError e) {
            side.state.failed++;
            if (nanos - lookComplainedNanos >= COMPLAIN_NANOS) {
                lookComplainedNanos = nanos;
                LOG.error("MEDIA-008 the look at all streams failed, last at {}", side.name(), e);
            }
        }
    }
}
