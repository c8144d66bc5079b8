package org.bailey.peertest.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a process holds right after its garbage was collected.
 *
 * @param classLoaders of bundles, old ones that are still reachable included
 */
record Footprint(long classLoaders, long threads, long sockets, long heapKib) {
    /**
     * What may be more after hundreds of replacements: less than a module leaves behind that leaves one thing behind each time in
     * five rounds. Class loaders: that of a broken version, whose exception is among the last hundred entries of the framework's
     * log, and those of the certificates with which our own two connections to the console began. Threads and sockets: the web
     * server's pool. Heap: records of past calls, and transactions that linger for 32 s.
     */
    private static final Footprint TOLERATED = new Footprint(3, 5, 4, 12 << 10);

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

    /** {@return a sentence for each thing of which this has more than {@code before} and a tolerance} */
    List<String> growth(Footprint before) {
        List<String> more = new ArrayList<>();
        grown(more, "class loaders", before.classLoaders, classLoaders, TOLERATED.classLoaders);
        grown(more, "threads", before.threads, threads, TOLERATED.threads);
        grown(more, "sockets", before.sockets, sockets, TOLERATED.sockets);
        grown(more, "KiB of heap", before.heapKib, heapKib, TOLERATED.heapKib);
        return more;
    }

    private static void grown(List<String> more, String what, long before, long after, long tolerated) {
        if (after - before > tolerated) {
            more.add(after - before + " " + what + " more than the " + before + " before; " + tolerated
                    + " are tolerated");
        }
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
