package org.bailey.launcher;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The command line of {@code run}.
 *
 * @param home the unpacked appliance: etc, features, repository
 * @param data everything mutable
 * @param httpPort TCP port of the console, 1 to 65535
 * @param config configuration to apply before any section starts
 * @param lab whether the simulated Microsoft and standard sides come up too
 */
record Options(Path home, Path data, int httpPort, @Nullable Path config, boolean lab) {
    private static final int DEFAULT_HTTP_PORT = 8443;
    static final String USAGE = "usage: run [--config FILE] [--data DIR] [--http PORT] [--lab]";

    static Options parse(Path home, Path defaultData, List<String> args) throws LaunchException {
        Path data = defaultData;
        int http = DEFAULT_HTTP_PORT;
        Path config = null;
        boolean lab = false;
        Deque<String> rest = new ArrayDeque<>(args);
        while (!rest.isEmpty()) {
            String option = rest.pop();
            switch (option) {
                case "--config" -> config = existing(Path.of(value(option, rest)));
                case "--data" -> data = Path.of(value(option, rest));
                case "--http" -> http = port(value(option, rest));
                case "--lab" -> lab = true;
                default ->
                    throw new LaunchException(ExitCode.USAGE, "\"" + option + "\" is not an option of run\n" + USAGE);
            }
        }
        return new Options(home, data.toAbsolutePath().normalize(), http, config, lab);
    }

    private static String value(String option, Deque<String> rest) throws LaunchException {
        if (rest.isEmpty()) {
            throw new LaunchException(ExitCode.USAGE, option + " wants a value\n" + USAGE);
        }
        return rest.pop();
    }

    private static int port(String text) throws LaunchException {
        int port = text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : 0;
        if (port < 1 || port > 65535) {
            throw new LaunchException(ExitCode.USAGE, "--http " + text + ": a port is a number from 1 to 65535");
        }
        return port;
    }

    private static Path existing(Path file) throws LaunchException {
        if (!Files.isReadable(file)) {
            throw new LaunchException(ExitCode.NO_INPUT, "--config " + file + ": no such file, or not readable");
        }
        return file.toAbsolutePath();
    }
}
