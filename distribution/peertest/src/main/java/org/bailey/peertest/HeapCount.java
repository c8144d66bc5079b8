package org.bailey.peertest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What lies in an appliance's heap after garbage is collected, as the JDK's {@code jcmd} counts it. */
final class HeapCount {
    private static final Pattern LINE = Pattern.compile("^ *\\d+: +(\\d+) +\\d+ +(\\S+)", Pattern.MULTILINE);

    private HeapCount() {}

    /** {@return how many objects there are whose class name matches} */
    static long of(Appliance appliance, String classes) {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Debian.file(jcmd, "openjdk-17-jdk-headless");
        String pid;
        try {
            pid = Files.readString(appliance.data().resolve("run/bailey.pid")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Pattern wanted = Pattern.compile(classes);
        return LINE.matcher(Peer.run(List.of(jcmd.toString(), pid, "GC.class_histogram")))
                .results()
                .filter(line -> wanted.matcher(line.group(2)).find())
                .map(MatchResult::group)
                .map(line -> line.trim().split(" +")[1])
                .mapToLong(Long::parseLong)
                .sum();
    }
}
