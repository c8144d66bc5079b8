package org.bailey.peertest.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.bailey.peertest.Await;
import org.bailey.peertest.Peer;
import org.bailey.peertest.Sipp;
import org.bailey.peertest.Stage;

/** One sipp that goes on asking for the same, so many times a second, until it is told to end. */
final class Calling implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Sipp sipp;
    private final Path statistics;

    /** @param options of sipp, beside the scenario, whom it calls, and the rate */
    Calling(Stage stage, String scenario, String user, Subject to, int rate, String... options) {
        statistics = stage.folder("statistics").resolve(scenario + "-" + user + ".csv");
        sipp = Sipp.playing(scenario)
                .calling(user, "127.0.0.1:" + to.port())
                .quiet()
                .with("-key", "domain", to.domain(), "-r", Integer.toString(rate), "-deadcall_wait", "0")
                .with("-trace_stat", "-stf", statistics.toString(), "-fd", "1")
                .with("-trace_err", "-error_file", statistics + ".errors")
                .with(options)
                .start(stage);
    }

    /** @param made that ended as they should */
    record Result(long made, long failed) {
        Result plus(Result other) {
            return new Result(made + other.made, failed + other.failed);
        }
    }

    /** Begins nothing more, waits for what is under way. */
    Result end() {
        if (sipp.alive()) {
            Peer.run(List.of("/bin/kill", "-USR1", Long.toString(sipp.pid())));
        }
        try {
            Await.until(LIMIT, "sipp to end its calls", () -> !sipp.alive());
        } catch (AssertionError stuck) {
            sipp.close();
        }
        try {
            List<String> lines = Files.readAllLines(statistics);
            List<String> names = Arrays.asList(lines.get(0).split(";"));
            String[] last = lines.get(lines.size() - 1).split(";");
            long made = Long.parseLong(last[names.indexOf("SuccessfulCall(C)")]);
            long failed = Long.parseLong(last[names.indexOf("FailedCall(C)")]);
            long open = Long.parseLong(last[names.indexOf("CurrentCall")]);
            return new Result(made, failed + open);
        } catch (IOException e) {
            throw new UncheckedIOException("sipp wrote no statistics", e);
        }
    }

    @Override
    public void close() {
        sipp.close();
    }
}
