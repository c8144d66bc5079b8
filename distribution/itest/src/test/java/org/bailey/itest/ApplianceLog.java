package org.bailey.itest;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** What the appliance wrote to its log. */
final class ApplianceLog {
    private static final Pattern FAULT =
            Pattern.compile("\\S+ ERROR .*|\\tat .*|(\\S+: )?[\\w.$]+(Exception|Error)(: .*)?");

    private ApplianceLog() {}

    /** {@return the first lines of level ERROR and of stack traces, in files still open and packed ones} */
    static List<String> faults(Path data) throws IOException {
        try (Stream<Path> files = Files.list(data.resolve("log"))) {
            return files.sorted()
                    .flatMap(ApplianceLog::lines)
                    .filter(line -> FAULT.matcher(line).matches())
                    .limit(40)
                    .toList();
        }
    }

    private static Stream<String> lines(Path file) {
        try (InputStream raw = Files.newInputStream(file);
                InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw;
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines().toList().stream();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
