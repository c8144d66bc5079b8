package org.bailey.peertest;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Numbers as Prometheus reads them: text format 0.0.4, read strictly and by its rules alone, so that what we write is not
 * judged by what wrote it.
 */
public final class Exposition {
    private static final String NAME = "[a-zA-Z_:][a-zA-Z0-9_:]*";
    private static final String LABEL = "[a-zA-Z_][a-zA-Z0-9_]*=\"(?:[^\"\\\\\\n]|\\\\[\\\\\"n])*\"";
    private static final Pattern HELP = Pattern.compile("# HELP (" + NAME + ") (.+)");
    private static final Pattern TYPE = Pattern.compile("# TYPE (" + NAME + ") (counter|gauge)");
    private static final Pattern SAMPLE =
            Pattern.compile("(" + NAME + ")((?:\\{" + LABEL + "(?:," + LABEL + ")*})?) (\\S+)");

    private final Map<String, Double> samples = new LinkedHashMap<>();
    private final Map<String, String> types = new HashMap<>();

    private Exposition() {}

    /** @throws AssertionError naming the line that breaks a rule */
    public static Exposition read(String text) {
        var read = new Exposition();
        Set<String> helped = new HashSet<>();
        String family = "";
        if (!text.endsWith("\n")) {
            throw new AssertionError("the last line does not end");
        }
        for (String line : text.split("\n")) {
            Matcher help = HELP.matcher(line);
            Matcher type = TYPE.matcher(line);
            Matcher sample = SAMPLE.matcher(line);
            if (help.matches()) {
                family = help.group(1);
                check(helped.add(family), "a second time", line);
            } else if (type.matches()) {
                check(type.group(1).equals(family), "not behind its HELP", line);
                check(read.types.put(family, type.group(2)) == null, "a second time", line);
            } else {
                check(sample.matches(), "nothing that is known", line);
                check(sample.group(1).equals(family) && read.types.containsKey(family), "not of its family", line);
                double value = Double.parseDouble(sample.group(3).replace("Inf", "Infinity"));
                boolean counter = "counter".equals(read.types.get(family));
                check(!counter || value >= 0 && Double.isFinite(value), "no count", line);
                check(read.samples.put(sample.group(1) + sample.group(2), value) == null, "a second time", line);
            }
        }
        return read;
    }

    private static void check(boolean good, String what, String line) {
        if (!good) {
            throw new AssertionError(what + ": " + line);
        }
    }

    /** {@return a number by its name and its labels as written; NaN when it is not there} */
    public double number(String nameAndLabels) {
        return samples.getOrDefault(nameAndLabels, Double.NaN);
    }

    /** {@return the sum of all numbers of a name} */
    public double sum(String name) {
        return samples.entrySet().stream()
                .filter(sample -> sample.getKey().replaceFirst("\\{.*", "").equals(name))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    /** Counters of which the earlier reading had more: none may ever fall. */
    public Set<String> fallenSince(Exposition before) {
        Set<String> fallen = new HashSet<>();
        before.samples.forEach((sample, value) -> {
            if ("counter".equals(types.get(sample.replaceFirst("\\{.*", "")))
                    && !(samples.getOrDefault(sample, Double.NaN) >= value)) {
                fallen.add(sample);
            }
        });
        return fallen;
    }
}
