package org.bailey.console.provider;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.bailey.console.Metric;

/** Writes metrics in the text format of Prometheus, version 0.0.4. */
final class MetricsText {
    static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";
    private static final double EXACT = 1L << 53;

    private final StringBuilder text = new StringBuilder();
    private final Set<String> written = new HashSet<>();

    /**
     * Of numbers with the same labels, such as two servers of one name, the first stands.
     *
     * @throws IllegalArgumentException when a metric of that name was there before
     */
    void add(Metric metric) {
        if (!written.add(metric.name())) {
            throw new IllegalArgumentException(metric.name() + " was given twice");
        }
        StringBuilder lines = new StringBuilder();
        Set<Map<String, String>> told = new HashSet<>();
        for (Metric.Sample sample : metric.samples()) {
            if (told.add(sample.labels())) {
                lines.append(metric.name()).append(labels(sample.labels())).append(' ');
                lines.append(number(sample.value())).append('\n');
            }
        }
        text.append("# HELP ").append(metric.name()).append(' ');
        text.append(metric.help().replace("\\", "\\\\").replace("\n", "\\n")).append('\n');
        text.append("# TYPE ").append(metric.name()).append(' ');
        text.append(metric.kind() == Metric.Kind.COUNTER ? "counter" : "gauge").append('\n');
        text.append(lines);
    }

    private static String labels(Map<String, String> labels) {
        if (labels.isEmpty()) {
            return "";
        }
        StringJoiner joined = new StringJoiner(",", "{", "}");
        new TreeMap<>(labels).forEach((name, value) -> joined.add(name + "=\"" + escaped(value) + "\""));
        return joined.toString();
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    private static String number(double value) {
        if (Double.isInfinite(value)) {
            return value > 0 ? "+Inf" : "-Inf";
        }
        return value == Math.rint(value) && Math.abs(value) < EXACT
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
