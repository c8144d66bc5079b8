package org.bailey.dialplan.provider;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bailey.dialplan.Dialect;
import org.bailey.dialplan.Origin;
import org.bailey.dialplan.SipVariant;
import org.bailey.dialplan.provider.config.Entry;
import org.bailey.dialplan.provider.config.Loaded;
import org.bailey.dialplan.provider.config.PlanLoader;
import org.bailey.dialplan.provider.plan.Search;

/**
 * How long a search takes, beside a plain loop of {@link Pattern} over the same patterns and aliases, in the same run. Prints a
 * line {@code RESULT name=value ...}; {@code cnf/bench/dialplan} starts it.
 */
public final class DialPlanBench {
    private static final int ALIASES = 2000;
    private static final Origin STRANGER = new Origin("", Dialect.STANDARD, SipVariant.STANDARD, false, "");

    private DialPlanBench() {}

    /** {@code --short} measures for three seconds each instead of fifteen. */
    public static void main(String[] arguments) {
        long nanos = (List.of(arguments).contains("--short") ? 3 : 15) * 1_000_000_000L;
        measure(1000, 100, nanos);
        measure(10_000, 1000, nanos);
    }

    private static void measure(int rules, int zones, long nanos) {
        Map<String, Map<String, Object>> settings = settings(rules, zones);
        List<Entry> entries = Entry.of(settings);
        long begun = processor();
        Loaded loaded = new PlanLoader().load(entries);
        double loadMillis = (processor() - begun) / 1e6;
        begun = processor();
        int warnings = loaded.doubts().size();
        double reviewMillis = (processor() - begun) / 1e6;
        if (!loaded.refused().isEmpty() || warnings > 1) {
            throw new IllegalStateException(loaded.refused() + " " + loaded.doubts());
        }
        List<String> aliases = aliases(rules);
        List<Pattern> plain = loaded.plan().rules().stream()
                .map(rule -> Pattern.compile(rule.rewrite().pattern().text(), Pattern.CASE_INSENSITIVE))
                .toList();
        int found = search(loaded, aliases);
        int same = loop(plain, aliases);
        if (found != same) {
            throw new IllegalStateException(found + " were found, and " + same + " by the plain loop");
        }
        double[] ours = timed(nanos, () -> search(loaded, aliases));
        double[] theirs = timed(nanos, () -> loop(plain, aliases));
        System.out.printf(
                Locale.ROOT,
                "RESULT search_us=%.1f search_us_worst_round=%.1f plain_loop_us=%.1f ratio=%.2f rules=%d zones=%d"
                        + " load_ms=%.0f review_ms=%.0f found_percent=%d%n",
                ours[0],
                ours[1],
                theirs[0],
                ours[0] / theirs[0],
                rules,
                zones,
                loadMillis,
                reviewMillis,
                100 * found / ALIASES);
    }

    /** {@return median and worst of the rounds, in microseconds of processor time for one alias} */
    private static double[] timed(long nanos, Runnable round) {
        List<Double> micros = new ArrayList<>();
        long end = System.nanoTime() + nanos;
        while (System.nanoTime() < end || micros.size() < 5) {
            long begun = processor();
            round.run();
            micros.add((processor() - begun) / 1e3 / ALIASES);
        }
        List<Double> warm = micros.subList(micros.size() / 3, micros.size());
        double[] sorted =
                warm.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return new double[] {
            sorted[sorted.length / 2], Arrays.stream(sorted).max().orElseThrow()
        };
    }

    /** What others do on the machine does not count. */
    private static long processor() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static int search(Loaded loaded, List<String> aliases) {
        int found = 0;
        for (String alias : aliases) {
            found += Search.run(loaded.plan(), "sip:" + alias, STRANGER, Set.of())
                            .candidates()
                            .isEmpty()
                    ? 0
                    : 1;
        }
        return found;
    }

    private static int loop(List<Pattern> patterns, List<String> aliases) {
        int found = 0;
        for (String alias : aliases) {
            for (Pattern pattern : patterns) {
                Matcher matcher = pattern.matcher(alias);
                if (matcher.matches()) {
                    found++;
                    break;
                }
            }
        }
        return found;
    }

    /** As plans grow: a block of numbers for each site, a domain for each partner, names of single rooms. */
    private static Map<String, Map<String, Object>> settings(int rules, int zones) {
        Map<String, Map<String, Object>> settings = new LinkedHashMap<>();
        for (int i = 0; i < zones; i++) {
            settings.put(
                    "org.bailey.dialplan.zone~z" + i,
                    Map.of("name", "Zone " + i, "peers", "10." + (i >> 8) + "." + (i & 255) + ".1", "monitor", false));
        }
        for (int i = 0; i < rules; i++) {
            settings.put(
                    "org.bailey.dialplan.rule~r" + i,
                    Map.of("priority", 1 + i, "pattern", pattern(i), "target", "Zone " + i % zones));
        }
        return settings;
    }

    private static String pattern(int i) {
        return switch (i % 4) {
            case 0 -> String.format(Locale.ROOT, "(%05d\\d{3})@video\\.example\\.com", i);
            case 1 -> ".+@partner" + i + "\\.example\\.(com|net)";
            case 2 -> "(\\+49)?30" + String.format(Locale.ROOT, "%05d", i) + "\\d*@gw\\.example\\.com";
            default -> "room-?" + i + "(\\.[a-z]+)?@video\\.example\\.com";
        };
    }

    /** Half of them mis-dials, which look at every rule. */
    private static List<String> aliases(int rules) {
        Random random = new Random(7);
        List<String> aliases = new ArrayList<>();
        for (int n = 0; n < ALIASES; n++) {
            int i = n % 2 == 0 ? random.nextInt(rules) : rules + random.nextInt(rules);
            aliases.add(
                    switch (i % 4) {
                        case 0 -> String.format(Locale.ROOT, "%05d123@video.example.com", i);
                        case 1 -> "anna.smith@partner" + i + ".example.net";
                        case 2 -> "+4930" + String.format(Locale.ROOT, "%05d", i) + "17@gw.example.com";
                        default -> "room" + i + ".lab@video.example.com";
                    });
        }
        return aliases;
    }
}
