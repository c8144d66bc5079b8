package org.bailey.peertest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The place where one test's peers play: a fresh folder each, kept afterwards for reading, and everybody off in reverse
 * order at the end.
 */
public final class Stage implements BeforeEachCallback, AfterEachCallback {
    private final Deque<AutoCloseable> players = new ArrayDeque<>();
    private Path folder = Path.of("target", "peers");

    @Override
    public void beforeEach(ExtensionContext context) {
        open(Path.of("target", "peers", context.getRequiredTestClass().getSimpleName())
                .resolve(context.getRequiredTestMethod().getName())
                .toAbsolutePath());
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
        close();
    }

    /** Everybody off; the first failure is thrown when all are. */
    public void close() throws Exception {
        Exception first = null;
        while (!players.isEmpty()) {
            try {
                players.pop().close();
            } catch (Exception e) {
                first = first == null ? e : first;
            }
        }
        if (first != null) {
            throw first;
        }
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
