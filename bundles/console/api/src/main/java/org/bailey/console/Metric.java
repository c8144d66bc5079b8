package org.bailey.console;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Numbers of one name, told apart by labels; immutable. Units are in the name and are base units: seconds, bytes.
 *
 * @param name {@code bailey_SECTION_thing_unit}; ends in {@code _total} exactly when it is a counter
 * @param help what it counts, in a sentence
 * @param samples none when there is nothing to count at the moment
 */
public record Metric(String name, Kind kind, String help, List<Sample> samples) {
    private static final String NAME = "bailey(_[a-z][a-z0-9]*)+";
    private static final String LABEL = "[a-z][a-z0-9_]*";

    public Metric {
        samples = List.copyOf(samples);
        if (!name.matches(NAME) || name.endsWith("_total") != (kind == Kind.COUNTER)) {
            throw new IllegalArgumentException("a " + kind + " cannot be called " + name);
        }
    }

    public enum Kind {
        /** Only ever grows, and begins at 0 with the appliance. */
        COUNTER,
        /** Goes up and down. */
        GAUGE
    }

    /**
     * One number.
     *
     * @param labels by name
     */
    public record Sample(Map<String, String> labels, double value) {
        public Sample {
            labels = Map.copyOf(labels);
            labels.keySet().stream()
                    .filter(label -> !label.matches(LABEL))
                    .findFirst()
                    .ifPresent(label -> {
                        throw new IllegalArgumentException("a label cannot be called " + label);
                    });
        }
    }

    public static Metric counter(String name, String help) {
        return new Metric(name, Kind.COUNTER, help, List.of());
    }

    public static Metric counter(String name, String help, double value) {
        return counter(name, help).with(Map.of(), value);
    }

    public static Metric gauge(String name, String help) {
        return new Metric(name, Kind.GAUGE, help, List.of());
    }

    public static Metric gauge(String name, String help, double value) {
        return gauge(name, help).with(Map.of(), value);
    }

    /** {@return this with one number more} */
    public Metric with(Map<String, String> labels, double value) {
        return new Metric(
                name,
                kind,
                help,
                Stream.concat(samples.stream(), Stream.of(new Sample(labels, value)))
                        .toList());
    }

    /** {@return this with one number more, told apart by one label} */
    public Metric with(String label, String text, double value) {
        return with(Map.of(label, text), value);
    }
}
