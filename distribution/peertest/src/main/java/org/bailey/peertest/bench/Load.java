package org.bailey.peertest.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bailey.peertest.Sipp;
import org.bailey.peertest.Sockets;
import org.bailey.peertest.Stage;
import org.bailey.peertest.Transport;

/** Calls from one sipp through a subject to another sipp. */
final class Load {
    private final Stage stage;
    private final int callee;
    private final int caller;

    /**
     * @param callee TCP port to which the subject places its calls
     * @param caller UDP port the calls come from
     */
    Load(Stage stage, int callee, int caller) {
        this.stage = stage;
        this.callee = callee;
        this.caller = caller;
    }

    /** Runs {@code calls} calls at {@code rate} a second, each held for {@code hold}; {@code meanwhile} runs beside. */
    Result run(Subject subject, int rate, int calls, Duration hold, Runnable meanwhile) {
        Duration limit = Duration.ofSeconds(calls / rate + 20).plus(hold);
        try (Sipp far = Sipp.playing("bench-answer")
                .over(Transport.TCP)
                .at("127.0.0.1", callee)
                .quiet()
                .with("-deadcall_wait", "0", "-buff_size", "8000000")
                .start(stage)) {
            Sockets.awaitTcpListener(far, callee);
            double before = subject.cpuSeconds();
            long started = System.nanoTime();
            try (Sipp near = Sipp.playing("bench-call")
                    .at("127.0.0.1", caller)
                    .quiet()
                    .calling(subject.user(), "127.0.0.1:" + subject.port())
                    .calls(calls)
                    .with("-key", "domain", subject.domain())
                    .with("-r", Integer.toString(rate), "-l", Integer.toString(calls))
                    .with("-d", Long.toString(hold.toMillis()))
                    .with("-trace_stat", "-stf", statistics(subject).toString(), "-fd", "1")
                    .with("-deadcall_wait", "0", "-buff_size", "8000000")
                    .with("-timeout", Long.toString(limit.toSeconds()))
                    .start(stage)) {
                meanwhile.run();
                near.awaitEnd(limit.plusSeconds(10));
            }
            double seconds = (System.nanoTime() - started) / 1e9;
            double cpu = subject.cpuSeconds() - before;
            return result(read(statistics(subject)), rate, calls, seconds - hold.toMillis() / 1000.0, cpu);
        }
    }

    private Path statistics(Subject subject) {
        return stage.folder("load").resolve(subject.name() + ".csv");
    }

    private static Result result(Map<String, String> last, int rate, int calls, double seconds, double cpu) {
        int good = Integer.parseInt(last.getOrDefault("SuccessfulCall(C)", "0"));
        int again = Integer.parseInt(last.getOrDefault("Retransmissions(C)", "0"));
        return new Result(rate, good, calls - good, again, seconds, cpu);
    }

    private static Map<String, String> read(Path csv) {
        try {
            List<String> lines = Files.readAllLines(csv);
            String[] names = lines.get(0).split(";");
            String[] values = lines.get(lines.size() - 1).split(";");
            Map<String, String> row = new HashMap<>();
            for (int i = 0; i < Math.min(names.length, values.length); i++) {
                row.put(names[i], values[i]);
            }
            return row;
        } catch (IOException e) {
            throw new UncheckedIOException("sipp wrote no statistics", e);
        }
    }

    /**
     * @param rate calls a second that were asked for
     * @param failed calls that did not come up or did not end in order
     * @param retransmissions by the caller: somebody was late
     * @param seconds from first to last call, time held not counted
     * @param cpuSeconds of the subject
     */
    record Result(int rate, int good, int failed, int retransmissions, double seconds, double cpuSeconds) {
        double callsPerCpuSecond() {
            return good / cpuSeconds;
        }

        double rateReached() {
            return good / seconds;
        }

        /** Nothing failed, hardly anything was late, and the rate was reached. */
        boolean sustained() {
            return failed == 0 && retransmissions <= good / 1000 && rateReached() > 0.9 * rate;
        }
    }
}
