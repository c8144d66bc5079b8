package org.bailey.media.provider.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.bailey.media.provider.bench.Blast.Result;

/**
 * A hundred calls at the pace of real ones, 50 packets of sound and 150 of video a second each way, SRTP on both sides, held
 * for a minute through one process of the keeper and the relay on one processor.
 */
public final class HundredCalls {
    private static final double RATE = 2.0 * Load.MIX.calls * (50 + 150);

    private HundredCalls() {}

    /** Arguments: the folder of the compiled programs, {@code --short} for less than a minute in all. */
    public static void main(String[] arguments) throws IOException {
        boolean brief = List.of(arguments).contains("--short");
        Path folder = Path.of(arguments[0]);
        Blast blast = new Blast(folder);
        try (var gateway = new Gateway()) {
            System.err.println("warming up");
            blast.through(gateway, Load.MIX, Way.BOTH, RATE, brief ? 4 : 8);
            Result result;
            String pauses;
            try (var hiccups = new Hiccups(folder)) {
                result = blast.through(gateway, Load.MIX, Way.BOTH, RATE, brief ? 20 : 60);
                pauses = hiccups.told();
            }
            System.out.printf(
                    Locale.ROOT,
                    "%.0f packets/s in and as many out, %.1f CPU-s for a million, delay 50 %% %.1f ms, 99.9 %% %.1f ms%n",
                    result.value("rate"),
                    result.cost(),
                    result.value("p50_us") / 1000,
                    result.value("p999_us") / 1000);
            System.out.print(pauses);
            System.out.printf(
                    Locale.ROOT,
                    "RESULT calls=%d cpu_percent=%.0f loss=%.6f%n",
                    Load.MIX.calls,
                    100 * result.value("cpu_share"),
                    result.loss());
        }
    }
}
