package org.bailey.itest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code bin/bailey} on a data directory, as typed on a terminal. */
record Bailey(Path data) {
    private static final long PATIENCE_SECONDS = 120;

    /** How a command ended. */
    record Ended(int code, String out, String err) {}

    Ended run(String... args) throws IOException, InterruptedException {
        return told("", args);
    }

    /** @param input what is typed when it asks */
    Ended told(String input, String... args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("bailey.home"), "bin", "bailey").toString());
        command.addAll(List.of("--data", data.toString()));
        command.addAll(List.of(args));
        Path in = Files.writeString(Files.createTempFile("in", ".txt"), input);
        Path out = Files.createTempFile("out", ".txt");
        Path err = Files.createTempFile("err", ".txt");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectInput(in.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(command + " does not end: " + Files.readString(out) + Files.readString(err));
            }
            return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
        } finally {
            for (Path each : List.of(in, out, err)) {
                Files.delete(each);
            }
        }
    }
}
