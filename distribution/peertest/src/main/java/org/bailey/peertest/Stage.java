package org.bailey.peertest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The place where one test's peers play: a fresh folder each, kept afterwards for reading, and everybody off in reverse
 * order at the end.
 */
public final class Stage implements BeforeEachCallback, AfterEachCallback {
    /** The resource of tests with sound or pictures: one class of them plays at a time, because the machine is small. */
    public static final String SOUND = "sound";

    /** The resource of tests with signalling only, of which one class plays beside the one with sound. */
    public static final String SIGNALS = "signals";

    private static final Pattern CASE = Pattern.compile("\\[test-template-invocation:#(\\d+)]");

    private final Deque<AutoCloseable> players = new ArrayDeque<>();
    private Path folder = Path.of("target", "peers");

    @Override
    public void beforeEach(ExtensionContext context) {
        open(Path.of("target", "peers", context.getRequiredTestClass().getSimpleName())
                .resolve(context.getRequiredTestMethod().getName() + number(context))
                .toAbsolutePath());
    }

    // the appliance of one case may still be leaving when the next one begins
    private static String number(ExtensionContext context) {
        Matcher number = CASE.matcher(context.getUniqueId());
        return number.find() ? "-" + number.group(1) : "";
    }

    /** Starts with an empty folder. */
    public void open(Path fresh) {
        folder = fresh;
        try {
            if (Files.exists(fresh)) {
                try (Stream<Path> old = Files.walk(fresh)) {
                    for (Path path : old.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(path);
                    }
                }
            }
            Files.createDirectories(fresh);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The folder of a peer. */
    public Path folder(String peer) {
        try {
            return Files.createDirectories(folder.resolve(peer));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a file for a peer. */
    public Path write(String peer, String file, String text) {
        try {
            return Files.writeString(folder(peer).resolve(file), text, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Has {@code player} closed at the end of the test. */
    public <T extends AutoCloseable> T add(T player) {
        players.push(player);
        return player;
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        leave(
                context,
                context.getRequiredTestClass().getSimpleName() + "."
                        + context.getRequiredTestMethod().getName());
        if (context.getExecutionException().isPresent() && players.isEmpty()) {
            keep();
        }
    }

    /** The folder of a test that failed outlasts the next try. */
    private void keep() {
        Path kept = IntStream.iterate(1, number -> number + 1)
                .mapToObj(number -> folder.resolveSibling(folder.getFileName() + ".failed" + number))
                .filter(free -> !Files.exists(free))
                .findFirst()
                .orElseThrow();
        if (!folder.toFile().renameTo(kept.toFile())) {
            throw new IllegalStateException("cannot rename " + folder + " to " + kept);
        }
    }

    /** Everybody off; from the first one who takes its time on, beside the next tests. */
    void leave(ExtensionContext context, String who) throws Exception {
        try {
            close(false);
        } finally {
            if (!players.isEmpty()) {
                Leaving.of(context).take(who, this);
            }
        }
    }

    /** Everybody off; the first failure is thrown when all are. */
    public void close() throws Exception {
        close(true);
    }

    private void close(boolean all) throws Exception {
        Throwable first = null;
        while (!players.isEmpty() && (all || !(players.peek() instanceof Lingering slow && slow.lingers()))) {
            try {
                players.pop().close();
            } catch (Exception | AssertionError e) {
                first = first == null ? e : first;
            }
        }
        if (first instanceof Error error) {
            throw error;
        } else if (first instanceof Exception e) {
            throw e;
        }
    }

    /** Everybody who stays for the next test is ready for it. */
    void betweenTests() {
        players.forEach(player -> {
            if (player instanceof Lingering slow) {
                slow.betweenTests();
            }
        });
    }

    /** A player that may stay for several tests, and take its time to go. */
    public interface Lingering extends AutoCloseable {
        /** Whether it does, this time. */
        boolean lingers();

        /** Waits until it is ready for the next test. */
        void betweenTests();
    }

    /** A file of the project, wherever the test was started from. */
    public static Path project(String path) {
        String root = System.getProperty("peertest.root");
        Path start = Path.of(root == null ? "" : root).toAbsolutePath();
        for (Path at = start; at != null; at = at.getParent()) {
            if (Files.exists(at.resolve("cnf/packages.txt"))) {
                return at.resolve(path);
            }
        }
        throw new IllegalStateException("no project folder above " + start + "; start with -Dpeertest.root=FOLDER");
    }
}
