package org.bailey.module.provider;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Files that are whole, or what they were before, also after a power cut. */
final class Disk {
    private static final Logger LOG = LoggerFactory.getLogger(Disk.class);

    private Disk() {}

    static void write(Path file, String text) throws IOException {
        Path fresh = fresh(file);
        try {
            Files.writeString(fresh, text);
            put(fresh, file);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    static void copy(Path from, Path file) throws IOException {
        Path fresh = fresh(file);
        try {
            Files.copy(from, fresh, StandardCopyOption.REPLACE_EXISTING);
            put(fresh, file);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static Path fresh(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.createTempFile(file.getParent(), "new", ".part");
    }

    private static void put(Path fresh, Path file) throws IOException {
        try (FileOutputStream end = new FileOutputStream(fresh.toFile(), true)) {
            end.getFD().sync(); // a channel would fail in a thread that is interrupted, as at a stop of the appliance
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel folder = FileChannel.open(file.resolveSibling("."), StandardOpenOption.READ)) {
            folder.force(true);
        } catch (ClosedByInterruptException stopping) {
            LOG.debug("{} is there; its name reaches the disk with what comes next", file);
        }
    }
}
