package org.bailey.peertest.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.bailey.peertest.Ports;
import org.bailey.peertest.Stage;

/**
 * The signalling bench: calls for each second of processor time, through the gateway and through kamailio, in turns; the
 * highest rate that holds; and what a held call costs in heap.
 */
public final class Signalling {
    private static final int RATE = 200;
    private static final int HELD = 2000;
    private static final int RAMP_RATE = 400;
    private static final int TOP_RATE = 3200;

    private final boolean brief;
    private final Stage stage = new Stage();
    private final int callee = Ports.next();
    private final Load load = new Load(stage, callee, Ports.next());
    private int failed;

    private Signalling(boolean brief) {
        this.brief = brief;
    }

    /** {@code --short} ends within a minute. */
    public static void main(String[] arguments) throws Exception {
        Signalling bench = new Signalling(List.of(arguments).contains("--short"));
        try {
            bench.stage.open(Path.of("target", "bench", "signalling").toAbsolutePath());
            bench.run();
        } finally {
            bench.stage.close();
        }
    }

    private void run() {
        Subject gateway = GatewayUnderLoad.start(stage, Ports.next(), callee);
        Subject kamailio = Subject.kamailio(stage, Ports.next(), callee);
        note("warming up");
        plain(gateway, 50, 150);
        plain(gateway, 150, 450);
        plain(gateway, 300, brief ? 2400 : 12_000);
        double ours = 0;
        double theirs = 0;
        int rounds = brief ? 1 : 3;
        for (int round = 0; round < rounds; round++) {
            ours += counted(gateway).callsPerCpuSecond() / rounds;
            theirs += counted(kamailio).callsPerCpuSecond() / rounds;
        }
        double heapKib = heapKibPerCall(gateway);
        int ourBest = highest(gateway);
        int theirBest = brief ? 0 : highest(kamailio);
        table(ours, theirs, ourBest, theirBest, heapKib);
        System.out.printf(
                Locale.ROOT,
                "RESULT calls_per_cpu_s=%.0f kamailio_calls_per_cpu_s=%.0f failed=%d heap_kib_per_call=%.1f"
                        + " calls_per_s=%d%n",
                ours,
                theirs,
                failed,
                heapKib,
                ourBest);
    }

    private Load.Result counted(Subject subject) {
        Load.Result result = plain(subject, RATE, RATE * (brief ? 5 : 10));
        failed += result.failed();
        return result;
    }

    private Load.Result plain(Subject subject, int rate, int calls) {
        Load.Result result = load.run(subject, rate, calls, Duration.ZERO, () -> {});
        note(subject.name() + ": " + result);
        return result;
    }

    /** Heap with all calls up less heap before the first, each after a full collection. */
    private double heapKibPerCall(Subject gateway) {
        Duration ramp = Duration.ofMillis(1000L * HELD / RAMP_RATE);
        Duration hold = ramp.plusSeconds(brief ? 5 : 8);
        long before = gateway.heapKib(stage.folder("heap"));
        AtomicLong during = new AtomicLong();
        Load.Result result = load.run(gateway, RAMP_RATE, HELD, hold, () -> {
            LockSupport.parkNanos(ramp.plusMillis(1500).toNanos());
            during.set(gateway.heapKib(stage.folder("heap")));
        });
        failed += result.failed();
        note("held: " + result + ", heap " + before + " KiB before, " + during + " KiB with " + HELD + " calls");
        return (during.get() - before) / (double) HELD;
    }

    /** Doubles until it breaks, then halves the gap. */
    private int highest(Subject subject) {
        int good = 0;
        int bad = Integer.MAX_VALUE;
        int rate = 400;
        for (int probe = 0; probe < (brief ? 2 : 6) && rate < bad && rate <= TOP_RATE; probe++) {
            if (plain(subject, rate, rate * (brief ? 2 : 4)).sustained()) {
                good = rate;
            } else {
                bad = rate;
            }
            rate = bad == Integer.MAX_VALUE ? good * 2 : Math.max(50, (good + bad) / 2);
        }
        return good;
    }

    private static void table(double ours, double theirs, int ourBest, int theirBest, double heapKib) {
        System.out.printf("%-26s %10s %10s %8s%n", "", "gateway", "kamailio", "ratio");
        System.out.printf(
                Locale.ROOT, "%-26s %10.0f %10.0f %8.2f%n", "calls per CPU second", ours, theirs, ours / theirs);
        System.out.printf(
                Locale.ROOT,
                "%-26s %10d %10s %8s%n",
                "calls/s that held",
                ourBest,
                theirBest == 0 ? "-" : theirBest,
                theirBest == 0 ? "-" : String.format(Locale.ROOT, "%.2f", ourBest / (double) theirBest));
        System.out.printf(Locale.ROOT, "%-26s %10.1f %10s %8s%n", "heap of a held call (KiB)", heapKib, "-", "-");
    }

    private static void note(String text) {
        System.err.println(text);
    }
}
