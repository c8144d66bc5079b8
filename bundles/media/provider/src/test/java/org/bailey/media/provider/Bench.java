package org.bailey.media.provider;

import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.bailey.media.LocalPorts;
import org.bailey.media.MediaFlow;
import org.bailey.media.MediaLinePlan;
import org.bailey.media.MediaNeeds;
import org.bailey.media.MediaPorts.Allocation;
import org.bailey.media.MediaPorts.Allocation.Granted;
import org.bailey.media.Side;
import org.bailey.media.SourcePolicy;
import org.bailey.media.StreamStatistics;
import org.bailey.media.relay.RelayPath;

/** A keeper with a relay on loopback, a clock that can be put forward, and a check that nothing is left at the end. */
final class Bench implements AutoCloseable {
    /** Ports of each bench. */
    static final int RANGE = 500;

    private static final int LOWEST = 24000;
    private static final int HIGHEST = 26000;
    static final Map<Integer, Integer> AUDIO = Map.of(0, 0, 8, 8, 101, 96);

    // whoever tests in another folder of this machine at the same time takes another range
    private final ServerSocket guard = guard();
    final int first;
    final AtomicLong leapNanos = new AtomicLong();
    private volatile long stoppedNanos;
    private volatile boolean stopped;
    final SocketMediaPorts media;
    final RelayPath path = new RelayPath();

    Bench() {
        this(RANGE, SourcePolicy.LEARN, Duration.ZERO);
    }

    Bench(int ports, SourcePolicy policy, Duration quarantine) {
        this(ports, policy, quarantine, Duration.ofMillis(1500));
    }

    /** One that waits for servers as long as a machine with much else to do may need. */
    static Bench patient(int ports) {
        return new Bench(ports, SourcePolicy.LEARN, Duration.ZERO, Duration.ofSeconds(10));
    }

    private Bench(int ports, SourcePolicy policy, Duration quarantine, Duration gathering) {
        first = guard.getLocalPort();
        var settings = new MediaSettings(
                first,
                first + ports - 1,
                null,
                null,
                quarantine,
                524288,
                2,
                Duration.ofSeconds(3),
                policy,
                80,
                new Dscp(46, 34),
                new GatherSettings(List.of(), gathering, TcpCandidates.ANSWER));
        InstantSource wall = () -> Instant.now().plusNanos(leapNanos.get());
        media = new SocketMediaPorts(
                settings, () -> (stopped ? stoppedNanos : System.nanoTime()) + leapNanos.get(), wall);
        media.bindPath(path);
    }

    /** From now on only leaps let time go by, however slow the machine is. */
    void stopClock() {
        stoppedNanos = System.nanoTime();
        stopped = true;
    }

    private static ServerSocket guard() {
        var free = new AtomicReference<ServerSocket>();
        await("a range of ports is free", () -> {
            for (int port = LOWEST; port < HIGHEST && free.get() == null; port += RANGE) {
                try {
                    free.set(new ServerSocket(port));
                } catch (IOException taken) {
                    // the next one then
                }
            }
            return free.get() != null;
        });
        return free.get();
    }

    static boolean mayUse(int port) {
        return port >= LOWEST && port < HIGHEST;
    }

    Allocation ask(String call, int line) {
        return ask(call, line, "audio");
    }

    Allocation ask(String call, int line, String kind) {
        return ask(call, line, kind, Map.of());
    }

    Granted open(String call, Map<Side, MediaNeeds> needs) {
        return (Granted) ask(call, 0, "audio", needs);
    }

    private Allocation ask(String call, int line, String kind, Map<Side, MediaNeeds> needs) {
        return answer(media.allocate(call, line, kind, needs));
    }

    Allocation answer(CompletionStage<Allocation> asked) {
        try {
            return asked.toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    Granted open(String call) {
        return (Granted) ask(call, 0);
    }

    /** Both peers known, both directions open, payload type 101 of the caller is 96 at the callee. */
    void connect(String call, Peer caller, Peer callee) {
        apply(call, plan(caller, callee, true));
    }

    /** Returns when the plan is in force. */
    void apply(String call, MediaLinePlan plan) {
        media.apply(call, List.of(plan));
        ask(call, plan.line()); // the loop answers in the order it is asked
    }

    static MediaLinePlan plan(Peer caller, Peer callee, boolean open) {
        return new MediaLinePlan(
                0,
                "audio",
                new MediaFlow(callee.ports(), open, AUDIO),
                new MediaFlow(caller.ports(), open, Map.of(0, 0, 8, 8, 96, 101)));
    }

    StreamStatistics statistics(String call, Side from) {
        return media.statistics(call).orElseThrow().stream()
                .filter(stream -> stream.from() == from)
                .findFirst()
                .orElseThrow();
    }

    static void await(String what, BooleanSupplier condition) {
        await(what, 10, condition);
    }

    static void await(String what, int seconds, BooleanSupplier condition) {
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within " + seconds + " s: " + what);
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    /** What the four sockets of a line put into the IP header. */
    String marks(String call, int line) {
        return media.marks(call, line).toString();
    }

    static boolean listensOn(LocalPorts ports) {
        try (var probe = new java.net.DatagramSocket(ports.rtp())) {
            return false;
        } catch (java.net.SocketException inUse) {
            return true;
        }
    }

    static long loops() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("bailey-media-"))
                .count();
    }

    @Override
    public void close() {
        media.calls().forEach(media::release);
        await("all ports are closed", () -> media.pool().inUse() == 0);
        media.close();
        await("the loops have ended", () -> loops() == 0);
        try {
            guard.close();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
