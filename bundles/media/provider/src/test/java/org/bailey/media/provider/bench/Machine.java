package org.bailey.media.provider.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Programs with a processor of their own: relays on the first one, the generator on the second, before everybody else. */
final class Machine {
    static final int RELAY = 0;
    static final int GENERATOR = 1;

    private static final String MEASURED = "10";
    private static final String WITNESS = "20";
    private static final boolean FIRST = may("chrt", "-r", WITNESS, "true");

    private Machine() {}

    static ProcessBuilder on(int processor, List<String> command) {
        return on(processor, MEASURED, command);
    }

    /** The same, before relays and generators too. */
    static ProcessBuilder above(int processor, List<String> command) {
        return on(processor, WITNESS, command);
    }

    private static ProcessBuilder on(int processor, String priority, List<String> command) {
        List<String> whole = new ArrayList<>();
        if (FIRST) {
            whole.addAll(List.of("chrt", "-r", priority));
        }
        whole.addAll(List.of("taskset", "-c", Integer.toString(processor)));
        whole.addAll(command);
        return new ProcessBuilder(whole).redirectError(ProcessBuilder.Redirect.INHERIT);
    }

    private static boolean may(String... command) {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(new File("/dev/null"))
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException | InterruptedException e) {
            return false;
        }
    }

    static boolean has(String program) {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }

    static void end(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
        }
    }
}
