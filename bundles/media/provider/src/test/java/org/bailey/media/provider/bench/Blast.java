package org.bailey.media.provider.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The generator in C: a rate through a subject for some time. */
final class Blast {
    private static final int PORT_A = 21_000;
    private static final int PORT_B = 21_002;
    private static final double WARM = 0.3;
    /** Share of the reports that have to arrive: those that were said last are under way. */
    private static final double MOST_REPORTS = 0.9;

    private final Path folder;

    Blast(Path folder) {
        this.folder = folder;
    }

    /** Fresh calls with fresh keys, and {@code rate} packets a second through them. */
    Result through(Subject subject, Load load, Way way, double rate, double seconds) throws IOException {
        return through(subject, load, way, rate, seconds, () -> {});
    }

    /** The same; {@code meanwhile} runs while packets do. */
    Result through(Subject subject, Load load, Way way, double rate, double seconds, Meanwhile meanwhile)
            throws IOException {
        List<Carried> carried = subject.carry(load, way, PORT_A, PORT_B);
        Path flows = folder.resolve("flows");
        Files.writeString(flows, Carried.flows(carried, load, way));
        List<String> command = new ArrayList<>(List.of(
                folder.resolve("blast").toString(),
                flows.toString(),
                Double.toString(rate),
                Double.toString(WARM),
                Double.toString(seconds),
                Long.toString(subject.pid()),
                Integer.toString(PORT_A),
                Integer.toString(PORT_B)));
        command.addAll(subject.terms());
        Process process = Machine.on(Machine.GENERATOR, command).start();
        try (var output = process.inputReader()) {
            if (!"begun".equals(output.readLine())) {
                throw new IOException("the generator did not begin");
            }
            meanwhile.run();
            return result(subject, output.readLine());
        } finally {
            Machine.end(process);
        }
    }

    private static Result result(Subject subject, @Nullable String line) throws IOException {
        Result result = Result.of(line);
        if (result.value("wrong") > 0 || result.value("compared") == 0) {
            throw new IOException(subject.name() + " changed packets: " + line);
        }
        if (result.value("reports_received") < MOST_REPORTS * result.value("reports_sent")) {
            throw new IOException(subject.name() + " kept reports: " + line);
        }
        return result;
    }

    interface Meanwhile {
        void run() throws IOException;
    }

    /** What the generator printed. */
    record Result(Map<String, Double> values) {
        static Result of(@Nullable String line) throws IOException {
            if (line == null) {
                throw new IOException("the generator said nothing");
            }
            return new Result(Stream.of(line.split(" "))
                    .map(pair -> pair.split("="))
                    .collect(Collectors.toMap(pair -> pair[0], pair -> Double.parseDouble(pair[1]))));
        }

        double value(String key) {
            return values.get(key);
        }

        double cost() {
            return value("cpu_per_million");
        }

        double loss() {
            return value("loss");
        }
    }
}
