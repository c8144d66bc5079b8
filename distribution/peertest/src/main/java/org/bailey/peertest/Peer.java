package org.bailey.peertest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One real program as a child process: own folder, output in a log file, ended with all its children and nothing else.
 */
public class Peer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final String name;
    private final Path log;
    private final Process process;

    /**
     * Starts the program.
     *
     * @param name what it is called in messages; also the name of its log file in {@code folder}
     * @param folder working directory; made when absent
     */
    public Peer(String name, Path folder, List<String> command, Map<String, String> environment) {
        this.name = name;
        this.log = folder.resolve(name + ".log");
        try {
            Files.createDirectories(folder);
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().putAll(environment);
            this.process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + name + " in " + folder, e);
        }
    }

    /** Sends a line to the program's standard input. */
    public final void say(String line) {
        try {
            process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(name + " does not take \"" + line + "\":\n" + tail(), e);
        }
    }

    /** The process id. */
    public final long pid() {
        return process.pid();
    }

    /** Where its output goes. */
    public final Path log() {
        return log;
    }

    /** Whether it still runs. */
    public final boolean alive() {
        return process.isAlive();
    }

    /** All output so far. */
    public final String output() {
        try {
            return Files.exists(log) ? new String(Files.readAllBytes(log), StandardCharsets.ISO_8859_1) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until the output matches {@code regex}. */
    public final Matcher awaitOutput(Duration limit, String regex) {
        Pattern pattern = Pattern.compile(regex, Pattern.MULTILINE);
        return Await.value(limit, name + " to print " + regex + " (see " + log + ")", () -> {
            Matcher matcher = pattern.matcher(output());
            if (matcher.find()) {
                return Optional.of(matcher);
            }
            if (!alive()) {
                throw new AssertionError(
                        name + " ended with " + process.exitValue() + " before it printed " + regex + ":\n" + tail());
            }
            return Optional.empty();
        });
    }

    /** Waits until the program ends by itself. */
    public final int awaitEnd(Duration limit) {
        Await.until(limit, name + " to end (see " + log + ")", () -> !alive());
        return process.exitValue();
    }

    /** The last lines of the output. */
    public final String tail() {
        List<String> lines = output().lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 25), lines.size()));
    }

    /** Stops the program's clock, or lets it go on: the peer that hangs. */
    public final void freeze(boolean frozen) {
        run(List.of("/bin/kill", frozen ? "-STOP" : "-CONT", Long.toString(pid())));
    }

    /** Ends the program: asks first, then insists. */
    @Override
    public void close() {
        Set<ProcessHandle> family = new HashSet<>(children());
        process.destroy();
        if (!ended(process)) {
            // a program that was still starting may have had more children meanwhile
            family.addAll(children());
            process.destroyForcibly();
            ended(process);
        }
        family.forEach(ProcessHandle::destroyForcibly);
    }

    private List<ProcessHandle> children() {
        try (Stream<ProcessHandle> children = process.descendants()) {
            return children.toList();
        }
    }

    private static boolean ended(Process process) {
        try {
            return process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Runs a short command to its end and returns its output; a failure is an {@link AssertionError}. */
    public static String run(List<String> command) {
        return run(command, true);
    }

    /** Runs a short command to its end and returns its output, whatever its exit code is. */
    public static String said(List<String> command) {
        return run(command, false);
    }

    private static String run(List<String> command, boolean mustSucceed) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!ended(process) || mustSucceed && process.exitValue() != 0) {
                throw new AssertionError(String.join(" ", command) + " failed:\n" + output);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run " + command, e);
        }
    }
}
