package org.bailey.launcher;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Everything mutable of one appliance, and the claim on it: while it is open no second appliance can have it.
 *
 * <p>{@code config/} settings; {@code tls/} keys and certificates; {@code log/}; {@code cache/} the framework's
 * copies of the bundles, can be deleted while stopped; {@code run/} process id, lock and control socket.
 */
final class DataDirectory implements AutoCloseable {
    private static final int LOOKS = 4;
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final Path root;
    private final FileChannel channel;

    private DataDirectory(Path root, FileChannel channel) {
        this.root = root;
        this.channel = channel;
    }

    /** Makes the folders and takes the lock. */
    static DataDirectory claim(Path root) throws LaunchException {
        try {
            Files.createDirectories(root);
            for (String folder : new String[] {"config", "tls", "optionkey", "log", "cache", "run"}) {
                Files.createDirectories(root.resolve(folder));
            }
            for (String closed : new String[] {"config", "tls", "optionkey", "run"}) {
                Files.setPosixFilePermissions(root.resolve(closed), PosixFilePermissions.fromString("rwx------"));
            }
            return new DataDirectory(root, lock(root));
        } catch (IOException e) {
            throw new LaunchException(ExitCode.CANNOT_CREATE, "data directory " + root + " cannot be used: " + e, e);
        }
    }

    private static FileChannel lock(Path root) throws IOException, LaunchException {
        FileChannel channel =
                FileChannel.open(root.resolve("run/lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean taken = take(channel);
        for (int look = 0; !taken && look < LOOKS; look++) {
            LockSupport.parkNanos(LOOK_NANOS); // a command that just looks holds it for a moment
            taken = take(channel);
        }
        if (!taken) {
            channel.close();
            throw new LaunchException(
                    ExitCode.DATA_IN_USE,
                    "another appliance runs on data directory " + root
                            + "; stop it, or give this one its own with --data DIR");
        }
        return channel;
    }

    private static boolean take(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException heldInThisProcess) {
            return false; // the same answer as for another process
        }
    }

    /** {@return whether an appliance runs on that data directory: it holds the lock as long as it lives} */
    static boolean inUse(Path root) throws IOException {
        Path lock = root.resolve("run/lock");
        if (!Files.exists(lock)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE)) {
            return !take(channel);
        }
    }

    Path path(String relative) {
        return root.resolve(relative);
    }

    /** Says which process runs here and what it is reached by. */
    void publish(long pid, String console) throws IOException {
        Files.writeString(path("run/console"), console + "\n");
        Files.writeString(path("run/bailey.pid"), pid + "\n");
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(path("run/bailey.pid"));
        Files.deleteIfExists(path("run/console"));
        Files.deleteIfExists(path("run/ready"));
        channel.close();
    }
}
