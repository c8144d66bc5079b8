package org.bailey.media.console;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bailey.console.Metric;

/** How a measure is spread over the streams of each kind: the middle one, the 95th of a hundred, the worst. */
final class Spread {
    private static final double[] QUANTILES = {0.5, 0.95, 1};

    private final String name;
    private final String help;
    private final Map<String, List<Double>> byKind = new TreeMap<>();

    Spread(String name, String help) {
        this.name = name;
        this.help = help;
    }

    void add(String kind, double measured) {
        byKind.computeIfAbsent(kind, none -> new ArrayList<>()).add(measured);
    }

    /** {@return no numbers of kinds that have no streams} */
    Metric metric() {
        Metric metric = Metric.gauge(name, help);
        for (Map.Entry<String, List<Double>> kind : byKind.entrySet()) {
            List<Double> sorted = kind.getValue();
            Collections.sort(sorted);
            for (double quantile : QUANTILES) {
                int at = (int) Math.ceil(quantile * sorted.size()) - 1;
                String text = quantile == 1 ? "1" : Double.toString(quantile);
                metric = metric.with(Map.of("kind", kind.getKey(), "quantile", text), sorted.get(at));
            }
        }
        return metric;
    }
}
