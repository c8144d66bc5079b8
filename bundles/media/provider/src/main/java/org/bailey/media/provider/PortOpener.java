package org.bailey.media.provider;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.bailey.ice.IceDialect;
import org.bailey.media.MediaNeeds;
import org.bailey.media.MediaPorts.Allocation;
import org.bailey.media.MediaSecret;
import org.bailey.media.Side;
import org.bailey.media.StreamState;
import org.bailey.media.provider.ice.GatherNeeds;
import org.bailey.media.provider.ice.Servers;
import org.bailey.media.provider.ice.TcpNeeds;
import org.bailey.turn.TurnServers;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns pairs of the pool into open sockets, and back. Works on the loop of the call. */
final class PortOpener {
    private static final Logger LOG = LoggerFactory.getLogger(PortOpener.class);
    private static final Duration COMPLAINTS = Duration.ofSeconds(10);
    private static final Duration OCCUPIED = Duration.ofSeconds(30);

    private record Pair(int port, DatagramChannel rtp, DatagramChannel rtcp) {}

    private final PortPool pool;
    private final LocalAddresses addresses = new LocalAddresses();
    private final AtomicLong complaintDue;
    private final SecureRandom random = new SecureRandom();
    private final LongAdder refusals = new LongAdder();
    private volatile boolean bufferTold;

    private final Servers servers;

    /** @param servers where to ask for relays; gives null where there is no TURN */
    PortOpener(PortPool pool, LongSupplier nanos, Supplier<@Nullable TurnServers> servers) {
        this.pool = pool;
        this.servers = new Servers(servers);
        complaintDue = new AtomicLong(nanos.getAsLong());
    }

    CompletionStage<Allocation> open(
            CallPorts call, int line, String kind, Map<Side, MediaNeeds> needs, MediaSettings settings) {
        try {
            StreamPorts caller = side(call, line, kind, Side.CALLER, needs, settings);
            if (caller == null) {
                return refused(call, line);
            }
            StreamPorts callee;
            try {
                callee = side(call, line, kind, Side.CALLEE, needs, settings);
            } catch (IOException | RuntimeException e) {
                close(call.loop, caller, Duration.ZERO);
                throw e;
            }
            if (callee == null) {
                close(call.loop, caller, Duration.ZERO);
                return refused(call, line);
            }
            LinePorts opened = new LinePorts(line, caller, callee);
            call.add(opened);
            return opened.gather();
        } catch (IOException | RuntimeException e) {
            LOG.error("MEDIA-003 opening media ports for call {} failed: {}", call.call, e.toString());
            String reason = "Opening a media port failed: " + e.getMessage()
                    + "; check org.bailey.media bindAddress and the limit of open files";
            return CompletableFuture.completedFuture(new Allocation.Refused(line, reason));
        }
    }

    private CompletionStage<Allocation> refused(CallPorts call, int line) {
        String reason = pool.exhausted();
        long now = call.loop.nanos();
        long due = complaintDue.get();
        refusals.increment();
        if (now - due >= 0 && complaintDue.compareAndSet(due, now + COMPLAINTS.toNanos())) {
            LOG.warn("MEDIA-004 {} (call {}, refused so far: {})", reason, call.call, refusals.sum());
        }
        return CompletableFuture.completedFuture(new Allocation.Refused(line, reason));
    }

    void close(MediaLoop loop, LinePorts line, Duration quarantine) {
        close(loop, line.caller, quarantine);
        close(loop, line.callee, quarantine);
        line.closed();
    }

    private void close(MediaLoop loop, StreamPorts ports, Duration quarantine) {
        ports.close(() -> loop.afterClosing(() -> pool.giveBack(ports.port, loop.nanos() + quarantine.toNanos())));
    }

    private @Nullable StreamPorts side(
            CallPorts call, int line, String kind, Side from, Map<Side, MediaNeeds> needs, MediaSettings settings)
            throws IOException {
        MediaLoop loop = call.loop;
        MediaNeeds need = needs.getOrDefault(from, MediaNeeds.NONE);
        List<InetAddress> ours = need.ice() == null ? List.of() : candidates(need, loop, settings);
        InetAddress bind = settings.bindTo(need.peer(), ours);
        Pair pair = pair(loop, bind, settings);
        if (pair == null) {
            return null;
        }
        var state = new StreamState(
                line, kind, from, settings.sources(), settings.silence().toNanos());
        InetAddress local = settings.advertised();
        if (local == null) {
            local = addresses.towards(need.peer(), loop.nanos());
        }
        var ports = new StreamPorts(call.call, state, pair.port, local.getHostAddress(), secret());
        ports.rtp = new MediaSocket(loop, ports, false, pair.rtp);
        ports.rtcp = new MediaSocket(loop, ports, true, pair.rtcp);
        IceDialect dialect = need.ice();
        if (dialect != null) {
            ports.ice = new IceHost(loop, ports, gathering(call, dialect, pair.port, need, bind, ours, settings));
        }
        try {
            loop.register(ports.rtp);
            loop.register(ports.rtcp);
        } catch (RuntimeException e) {
            close(loop, ports, Duration.ZERO);
            throw e;
        }
        return ports;
    }

    private List<InetAddress> candidates(MediaNeeds need, MediaLoop loop, MediaSettings settings) {
        List<InetAddress> ours = settings.candidates();
        return ours.isEmpty() ? settings.bindable(addresses.offered(need.peer(), loop.nanos())) : ours;
    }

    private GatherNeeds gathering(
            CallPorts call,
            IceDialect dialect,
            int port,
            MediaNeeds need,
            InetAddress bind,
            List<InetAddress> ours,
            MediaSettings settings) {
        InetAddress outside = settings.advertise();
        return new GatherNeeds(
                dialect,
                ours,
                port,
                port + 1,
                outside,
                servers,
                settings.gather().patience(),
                call.tieBreaker,
                connections(need, bind, settings));
    }

    private static TcpNeeds connections(MediaNeeds need, InetAddress bind, MediaSettings settings) {
        TcpCandidates when = settings.gather().tcp();
        boolean offered = when == TcpCandidates.OFFER || when == TcpCandidates.ANSWER && need.tcp();
        return new TcpNeeds(offered, when != TcpCandidates.OFF, bind);
    }

    private MediaSecret secret() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return new MediaSecret(bytes);
    }

    private @Nullable Pair pair(MediaLoop loop, InetAddress bind, MediaSettings settings) throws IOException {
        for (int port = pool.take(loop.nanos()); port >= 0; port = pool.take(loop.nanos())) {
            DatagramChannel rtp = null;
            DatagramChannel rtcp = null;
            try {
                rtp = MediaSocket.open(bind, port, settings.receiveBufferBytes());
                rtcp = MediaSocket.open(bind, port + 1, settings.receiveBufferBytes());
                checkBuffer(rtp, settings);
                return new Pair(port, rtp, rtcp);
            } catch (BindException occupied) {
                closeQuietly(rtp);
                if (!isOurs(bind)) {
                    pool.giveBack(port, loop.nanos());
                    throw new IOException(
                            "bindAddress " + bind.getHostAddress() + " is no address of this machine", occupied);
                }
                pool.setAside(port, loop.nanos() + OCCUPIED.toNanos());
                LOG.info("media ports {} and {} are set aside: {}", port, port + 1, occupied.getMessage());
            } catch (IOException | RuntimeException e) {
                closeQuietly(rtp);
                closeQuietly(rtcp);
                pool.giveBack(port, loop.nanos());
                throw e;
            }
        }
        return null;
    }

    // each 127.x.y.z is ours, though the interface names one of them only
    private static boolean isOurs(InetAddress address) throws IOException {
        return address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || NetworkInterface.getByInetAddress(address) != null;
    }

    private void checkBuffer(DatagramChannel socket, MediaSettings settings) throws IOException {
        if (bufferTold) {
            return;
        }
        bufferTold = true;
        int granted = socket.getOption(StandardSocketOptions.SO_RCVBUF);
        if (granted < settings.receiveBufferBytes()) {
            LOG.warn(
                    "MEDIA-005 the kernel grants receive buffers of {} bytes, org.bailey.media receiveBufferBytes asks"
                            + " for {}: raise net.core.rmem_max",
                    granted,
                    settings.receiveBufferBytes());
        }
    }

    private static void closeQuietly(@Nullable DatagramChannel channel) {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                // never bound or about to be given up anyway
            }
        }
    }
}
