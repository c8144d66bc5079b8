package org.bailey.system;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.CopyOption;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Makes files that only the appliance's own user may read (mode 0600), and of which a reader sees the old or the new content,
 * never half of it, also after a power cut.
 */
public final class PrivateFile {
    private PrivateFile() {}

    /** Makes a folder that only the appliance's own user may enter (mode 0700), and its parents. */
    public static void folder(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }

    /** @throws FileAlreadyExistsException when there is one: it stays as it is */
    public static void make(Path file, byte[] content) throws IOException {
        put(file, content, true);
    }

    /**
     * Makes a file, or puts it in the place of the one there is.
     *
     * @param secret whether nobody but the owner may read it (mode 0600, else 0644)
     */
    public static void write(Path file, byte[] content, boolean secret) throws IOException {
        put(file, content, secret, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Deletes, and returns when the disk has forgotten too. */
    public static void delete(Path file) throws IOException {
        Files.deleteIfExists(file);
        settle(file);
    }

    private static void put(Path file, byte[] content, boolean secret, CopyOption... how) throws IOException {
        Path fresh = Files.createTempFile(
                file.toAbsolutePath().getParent(),
                ".new",
                ".tmp",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(content);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            if (!secret) {
                Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-r--r--"));
            }
            Files.move(fresh, file, how);
            settle(file);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /** What was renamed or deleted is so after a power cut too, once its folder is written. */
    private static void settle(Path file) throws IOException {
        try (FileChannel folder = FileChannel.open(file.resolveSibling("."), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }
}
