package org.bailey.media.provider.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A witness on each processor, before everybody else: what it waits for is this machine, and neither relay nor generator. */
final class Hiccups implements AutoCloseable {
    private final List<Process> witnesses = new ArrayList<>();

    Hiccups(Path folder) throws IOException {
        for (int processor : List.of(Machine.RELAY, Machine.GENERATOR)) {
            witnesses.add(
                    Machine.above(processor, List.of(folder.resolve("hiccup").toString()))
                            .start());
        }
    }

    /** Ends them. {@return what they saw since they began, a line for each processor} */
    String told() throws IOException {
        var text = new StringBuilder();
        for (int processor = 0; processor < witnesses.size(); processor++) {
            Process witness = witnesses.get(processor);
            witness.toHandle().destroy(); // Process.destroy() would close what it has still to say
            try (var output = witness.inputReader()) {
                String line = output.readLine();
                if (line == null) {
                    throw new IOException("the witness of pauses said nothing");
                }
                text.append(sentence(processor, line));
            }
        }
        return text.toString();
    }

    private static String sentence(int processor, String line) {
        Map<String, Double> values = Stream.of(line.split(" "))
                .map(pair -> pair.split("="))
                .collect(Collectors.toMap(pair -> pair[0], pair -> Double.parseDouble(pair[1])));
        return String.format(
                Locale.ROOT,
                "this machine let nobody run on processor %d: longest %.1f ms, 1 ms or more %.0f times, %.3f %% of the time%n",
                processor,
                values.get("longest_us") / 1000,
                values.get("over_1ms"),
                100 * values.get("share"));
    }

    @Override
    public void close() {
        witnesses.forEach(Machine::end);
    }
}
