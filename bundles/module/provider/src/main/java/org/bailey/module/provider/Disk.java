package org.bailey.module.provider;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Files that are whole, or what they were before, also after a power cut. */
final class Disk {
    private Disk() {}

    static void write(Path file, String text) throws IOException {
        Path fresh = fresh(file);
        Files.write(fresh, text.getBytes(StandardCharsets.UTF_8));
        put(fresh, file);
    }

    static void copy(Path from, Path file) throws IOException {
        Path fresh = fresh(file);
        Files.copy(from, fresh, StandardCopyOption.REPLACE_EXISTING);
        put(fresh, file);
    }

    private static Path fresh(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        return file.resolveSibling(file.getFileName() + ".part");
    }

    private static void put(Path fresh, Path file) throws IOException {
        force(fresh, StandardOpenOption.WRITE);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        force(file.resolveSibling("."), StandardOpenOption.READ);
    }

    private static void force(Path file, StandardOpenOption how) throws IOException {
        try (FileChannel channel = FileChannel.open(file, how)) {
            channel.force(true);
        }
    }
}
