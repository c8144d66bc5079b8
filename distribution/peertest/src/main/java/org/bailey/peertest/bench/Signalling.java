package org.bailey.peertest.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.bailey.peertest.Ports;
import org.bailey.peertest.Stage;

/**
 * The signalling bench: calls for each second of processor time, through the gateway and through kamailio, in turns; the
 * highest rate that holds; and what a held call costs in heap.
 */
public final class Signalling {
    private static final int RATE = 200;

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
            bench.stage.open(Path.of("target", "peers", "bench").toAbsolutePath());
            bench.run();
        } finally {
            bench.stage.close();
        }
    }

    private void run() {
        Subject kamailio = Subject.kamailio(stage, Ports.next(), callee);
        Row proxy = measure(kamailio);
        print(List.of(proxy));
        System.out.printf(
                Locale.ROOT, "RESULT kamailio_calls_per_cpu_s=%.0f failed=%d%n", proxy.callsPerCpuSecond(), failed);
    }

    private Row measure(Subject subject) {
        Load.Result cost = plain(subject, RATE, brief ? 800 : 2000);
        return new Row(subject.name(), cost.callsPerCpuSecond(), highest(subject));
    }

    private Load.Result plain(Subject subject, int rate, int calls) {
        Load.Result result = load.run(subject, rate, calls, Duration.ZERO, () -> {});
        System.err.printf(
                Locale.ROOT,
                "%s: %d calls/s wanted, %.0f reached, %d good, %d failed, %d retransmissions, %.2f CPU s%n",
                subject.name(),
                rate,
                result.rateReached(),
                result.good(),
                result.failed(),
                result.retransmissions(),
                result.cpuSeconds());
        return result;
    }

    /** Doubles until it breaks, then halves the gap. */
    private int highest(Subject subject) {
        int good = 0;
        int bad = Integer.MAX_VALUE;
        int rate = 400;
        for (int probe = 0; probe < (brief ? 3 : 8) && rate < bad; probe++) {
            if (plain(subject, rate, rate * (brief ? 2 : 4)).sustained()) {
                good = rate;
            } else {
                bad = rate;
            }
            rate = bad == Integer.MAX_VALUE ? good * 2 : Math.max(50, (good + bad) / 2);
        }
        return good;
    }

    private static void print(List<Row> rows) {
        System.out.printf("%-10s %18s %14s%n", "", "calls per CPU s", "calls/s held");
        List<Row> all = new ArrayList<>(rows);
        for (Row row : all) {
            System.out.printf(Locale.ROOT, "%-10s %18.0f %14d%n", row.name, row.callsPerCpuSecond, row.highestRate);
        }
    }

    private record Row(String name, double callsPerCpuSecond, int highestRate) {}
}
