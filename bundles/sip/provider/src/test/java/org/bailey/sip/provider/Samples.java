package org.bailey.sip.provider;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Messages of the wild from {@code shared/samples} beside the project; none when it is not there. */
final class Samples {
    private Samples() {}

    /** {@return file name to bytes, of the folders whose name starts so} */
    static Map<String, byte[]> of(String prefix) {
        for (Path up = Path.of("").toAbsolutePath(); up != null; up = up.getParent()) {
            Path folder = up.resolve("shared/samples");
            if (Files.isDirectory(folder)) {
                return read(folder, prefix);
            }
        }
        return Map.of();
    }

    private static Map<String, byte[]> read(Path folder, String prefix) {
        Map<String, byte[]> all = new TreeMap<>();
        try (Stream<Path> folders = Files.list(folder)) {
            List<Path> chosen = folders.filter(f -> f.getFileName().toString().startsWith(prefix))
                    .toList();
            for (Path one : chosen) {
                try (Stream<Path> files = Files.list(one)) {
                    for (Path file : files.filter(Files::isRegularFile).collect(Collectors.toList())) {
                        all.put(file.getFileName().toString(), Files.readAllBytes(file));
                    }
                }
            }
            return all;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
