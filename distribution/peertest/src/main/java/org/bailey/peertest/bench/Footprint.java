package org.bailey.peertest.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a process holds right after its garbage was collected.
 *
 * @param classLoaders of bundles, old ones that are still reachable included
 */
record Footprint(long classLoaders, long threads, long sockets, long heapKib) {
    private static final Pattern LOADERS = Pattern.compile(
            "(?m)^ *\\d+: +(\\d+) +\\d+ +org\\.apache\\.felix\\.framework\\.BundleWiringImpl\\$BundleClassLoader");

    static Footprint of(long pid, Path folder) {
        long heap = ProcessCost.heapKib(pid, folder);
        long loaders = LOADERS.matcher(ProcessCost.jcmd(pid, folder, "GC.class_histogram"))
                .results()
                .mapToLong(line -> Long.parseLong(line.group(1)))
                .sum();
        Path process = Path.of("/proc", Long.toString(pid));
        return new Footprint(
                loaders, count(process.resolve("task"), ""), count(process.resolve("fd"), "socket:"), heap);
    }

    private static long count(Path folder, String begins) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> begins.isEmpty() || target(entry).startsWith(begins))
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }
}
