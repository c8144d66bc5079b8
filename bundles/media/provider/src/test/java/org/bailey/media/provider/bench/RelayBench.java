package org.bailey.media.provider.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.bailey.media.provider.bench.Blast.Result;

/**
 * The relay bench: processor time for a million packets through our relay, rtpengine and a forwarder in C, in turns; the
 * highest rate each holds on one processor; bytes allocated for a packet; delay.
 */
public final class RelayBench {
    private static final double RATE = 30_000;
    private static final double MOST_LOSS = 0.001;

    private final boolean brief;
    private final Path folder;
    private final Blast blast;
    private final Map<Subject, Map<Way, Map<Load, List<Double>>>> costs = new LinkedHashMap<>();

    private RelayBench(boolean brief, Path folder) {
        this.brief = brief;
        this.folder = folder;
        blast = new Blast(folder);
    }

    /** Arguments: the folder of the compiled programs, {@code --short} for less than a minute. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        try (var gateway = new Gateway();
                var forwarder = new Forwarder(folder);
                var rtpengine = new Rtpengine()) {
            new RelayBench(List.of(arguments).contains("--short"), folder).run(gateway, forwarder, rtpengine);
        }
    }

    private void run(Gateway gateway, Subject forwarder, Subject rtpengine) throws IOException {
        List<Subject> subjects = List.of(gateway, rtpengine, forwarder);
        note("warming up");
        for (Way way : Way.values()) {
            blast.through(gateway, Load.MIX, way, RATE, brief ? 2 : 6);
        }
        double loss = 0;
        for (int round = 0; round < (brief ? 1 : 3); round++) {
            for (Way way : Way.values()) {
                for (Load load : Load.values()) {
                    if (brief && way != Way.BOTH && load != Load.MIX) {
                        continue;
                    }
                    for (Subject subject : subjects) {
                        Result result = cost(subject, load, way);
                        if (subject == gateway) {
                            loss = Math.max(loss, result.loss());
                        }
                    }
                }
            }
        }
        double allocated = allocatedPerPacket(gateway);
        Map<Subject, Double> best = new LinkedHashMap<>();
        for (Subject subject : brief ? List.of(gateway, rtpengine) : subjects) {
            best.put(subject, highest(subject));
        }
        Result half;
        String pauses;
        try (var hiccups = new Hiccups(folder)) {
            half = blast.through(gateway, Load.VIDEO, Way.BOTH, best.get(gateway) / 2, brief ? 1.5 : 5);
            pauses = hiccups.told();
        }
        table(subjects, best);
        System.out.print(pauses);
        double ours = cost(gateway, Way.BOTH, Load.MIX);
        System.out.printf(
                Locale.ROOT,
                "RESULT srtp_srtp_mix_vs_rtpengine=%.2f srtp_srtp_mix_vs_c=%.2f max_rate_vs_rtpengine=%.2f loss=%.5f"
                        + " alloc_bytes_per_packet=%.1f delay_p999_ms=%.2f%n",
                ours / cost(rtpengine, Way.BOTH, Load.MIX),
                ours / cost(forwarder, Way.BOTH, Load.MIX),
                best.get(gateway) / best.get(rtpengine),
                loss,
                allocated,
                half.value("p999_us") / 1000);
    }

    private Result cost(Subject subject, Load load, Way way) throws IOException {
        Result result = blast.through(subject, load, way, RATE, brief ? 0.8 : 2);
        costs.computeIfAbsent(subject, key -> new EnumMap<>(Way.class))
                .computeIfAbsent(way, key -> new EnumMap<>(Load.class))
                .computeIfAbsent(load, key -> new ArrayList<>())
                .add(result.cost());
        note(String.format(
                Locale.ROOT,
                "%-10s %-12s %-9s %6.2f CPU-s for a million, loss %.5f, delay %.0f/%.0f us",
                subject.name(),
                way.text,
                load.text,
                result.cost(),
                result.loss(),
                result.value("p50_us"),
                result.value("p99_us")));
        return result;
    }

    /** The median of the rounds. */
    private double cost(Subject subject, Way way, Load load) {
        List<Double> rounds = costs
                .getOrDefault(subject, Map.of())
                .getOrDefault(way, Map.of())
                .getOrDefault(load, List.of(Double.NaN))
                .stream()
                .sorted()
                .toList();
        return rounds.get(rounds.size() / 2);
    }

    /** Between two moments of a steady stream. */
    private double allocatedPerPacket(Gateway gateway) throws IOException {
        double seconds = brief ? 2 : 5;
        long[] bytes = new long[1];
        long[] nanos = new long[1];
        Result result = blast.through(gateway, Load.MIX, Way.BOTH, RATE, seconds, () -> {
            LockSupport.parkNanos((long) (0.4e9 * seconds));
            long begun = System.nanoTime();
            long before = gateway.allocated();
            LockSupport.parkNanos((long) (0.5e9 * seconds));
            bytes[0] = gateway.allocated() - before;
            nanos[0] = System.nanoTime() - begun;
        });
        return bytes[0] / (result.value("rate") * nanos[0] / 1e9);
    }

    /** The highest rate of 1,200 bytes SRTP to SRTP with at most one packet in a thousand lost. */
    private double highest(Subject subject) throws IOException {
        double good = 0;
        double bad = Double.POSITIVE_INFINITY;
        // at a high rate a socket brings more at once
        double rate = 1.25e6 / cost(subject, Way.BOTH, Load.VIDEO);
        for (int probe = 0; probe < (brief ? 4 : 8) && bad / good > 1.05; probe++) {
            Result result = blast.through(subject, Load.VIDEO, Way.BOTH, rate, brief ? 1 : 1.5);
            boolean held = result.loss() <= MOST_LOSS && result.value("rate") > 0.97 * rate;
            note(String.format(Locale.ROOT, "%-10s %.0f packets/s: loss %.5f", subject.name(), rate, result.loss()));
            if (held) {
                good = rate;
            } else {
                bad = rate;
            }
            rate = bad == Double.POSITIVE_INFINITY ? good * 1.15 : good == 0 ? bad * 0.8 : (good + bad) / 2;
        }
        return good;
    }

    private void table(List<Subject> subjects, Map<Subject, Double> best) {
        System.out.printf("%-24s", "CPU-s for a million");
        subjects.forEach(subject -> System.out.printf("%12s", subject.name()));
        System.out.println();
        for (Way way : Way.values()) {
            for (Load load : Load.values()) {
                if (!Double.isNaN(cost(subjects.get(0), way, load))) {
                    System.out.printf("%-24s", way.text + ", " + load.text);
                    subjects.forEach(subject -> System.out.printf(Locale.ROOT, "%12.1f", cost(subject, way, load)));
                    System.out.println();
                }
            }
        }
        System.out.printf("%-24s", "1,200 B packets/s held");
        subjects.forEach(subject -> System.out.printf(Locale.ROOT, "%12.0f", best.getOrDefault(subject, Double.NaN)));
        System.out.println();
    }

    private static void note(String text) {
        System.err.println(text);
    }
}
