package org.bailey.peertest.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bailey.peertest.Await;
import org.bailey.peertest.Peer;

/** The generator in C that numbers its packets, and what it says of each stretch of time. */
final class Numbered implements AutoCloseable {
    private static final Pattern STRETCH = Pattern.compile(
            "^stretch (\\S+) ([0-9.]+) (\\d+) (\\d+) (\\d+) (\\d+) (\\d+) (\\d+) (\\d+)$", Pattern.MULTILINE);
    private static final Pattern ENDED =
            Pattern.compile("^ended flows=(\\d+) dead=(\\d+) foreign=(\\d+) unsent=(\\d+)$", Pattern.MULTILINE);

    private final Peer process;

    Numbered(Path program, Path folder, Path flows, int portA, int portB) {
        process = new Peer(
                "stream",
                folder,
                List.of(program.toString(), flows.toString(), Integer.toString(portA), Integer.toString(portB)),
                Map.of());
        process.awaitOutput(Await.PATIENCE, "^begun$");
    }

    /**
     * What happened to the packets sent in one stretch.
     *
     * @param wrong not authentic, or of another size
     * @param gapMs the longest a packet took
     * @param silenceMs the longest one stream brought nothing
     * @param lateMs the most that the generator itself was late
     */
    record Stretch(
            String name,
            double seconds,
            long sent,
            long lost,
            long duplicated,
            long wrong,
            double gapMs,
            double silenceMs,
            double lateMs) {}

    /** @param dead streams that brought nothing at all */
    record Account(List<Stretch> stretches, int flows, int dead, long foreign, long unsent) {}

    /** Begins a stretch; its name has no blanks. */
    void mark(String name) {
        process.say("mark " + name);
        process.awaitOutput(Await.PATIENCE, "^mark " + Pattern.quote(name) + "$");
    }

    Account end() {
        process.say("end");
        Matcher last = process.awaitOutput(Duration.ofSeconds(60), ENDED.pattern());
        List<Stretch> stretches = new ArrayList<>();
        Matcher each = STRETCH.matcher(process.output());
        while (each.find()) {
            stretches.add(new Stretch(
                    each.group(1),
                    Double.parseDouble(each.group(2)),
                    Long.parseLong(each.group(3)),
                    Long.parseLong(each.group(4)),
                    Long.parseLong(each.group(5)),
                    Long.parseLong(each.group(6)),
                    Long.parseLong(each.group(7)) / 1000.0,
                    Long.parseLong(each.group(8)) / 1000.0,
                    Long.parseLong(each.group(9)) / 1000.0));
        }
        return new Account(
                stretches,
                Integer.parseInt(last.group(1)),
                Integer.parseInt(last.group(2)),
                Long.parseLong(last.group(3)),
                Long.parseLong(last.group(4)));
    }

    double cpuSeconds() {
        return ProcessCost.cpuSeconds(process.pid());
    }

    @Override
    public void close() {
        process.close();
    }
}
