package org.bailey.peertest.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bailey.peertest.Await;
import org.bailey.peertest.Peer;

/** What a process and its children have used, read from the kernel; and the heap of a Java one. */
final class ProcessCost {
    private static final Pattern USED = Pattern.compile("(?:heap|generation|space) .*?used (\\d+)K");

    private ProcessCost() {}

    /** Seconds on a processor, all threads that live now: {@code /proc/PID/task/TID/schedstat}, nanoseconds. */
    static double cpuSeconds(long pid) {
        long nanos = family(pid).stream().mapToLong(ProcessCost::nanos).sum();
        return nanos / 1e9;
    }

    private static List<Long> family(long pid) {
        ProcessHandle root = ProcessHandle.of(pid).orElseThrow(() -> new IllegalStateException(pid + " has ended"));
        try (Stream<ProcessHandle> children = root.descendants()) {
            return Stream.concat(Stream.of(root), children)
                    .map(ProcessHandle::pid)
                    .toList();
        }
    }

    private static long nanos(long pid) {
        long sum = 0;
        try (Stream<Path> tasks = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
            for (Path task : tasks.toList()) {
                sum += nanos(task.resolve("schedstat"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sum;
    }

    private static long nanos(Path schedstat) {
        try {
            return Long.parseLong(Files.readString(schedstat).split(" ")[0]);
        } catch (IOException ended) {
            return 0;
        }
    }

    /** KiB of Java heap in use right after a full collection. */
    static long heapKib(long pid, Path folder) {
        jcmd(pid, folder, "GC.run");
        Matcher heap =
                USED.matcher(jcmd(pid, folder, "GC.heap_info").replaceAll("(?m)^ *(Metaspace|class space).*", ""));
        long used = 0;
        boolean found = false;
        while (heap.find()) {
            used += Long.parseLong(heap.group(1));
            found = true;
        }
        if (!found) {
            throw new IllegalStateException("no heap in the answer of jcmd; see " + folder);
        }
        return used;
    }

    /** What the JDK's {@code jcmd} answers. */
    static String jcmd(long pid, Path folder, String command) {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        // into a file: a pipe that is read late can stall the process that is asked
        try (Peer run = new Peer(
                "jcmd-" + command, folder, List.of(jcmd.toString(), Long.toString(pid), command), java.util.Map.of())) {
            Await.until(java.time.Duration.ofSeconds(60), command, () -> !run.alive());
            return run.output();
        }
    }
}
