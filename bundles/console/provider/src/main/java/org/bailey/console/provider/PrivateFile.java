package org.bailey.console.provider;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** A JSON file that only the appliance may read (mode 0600), and that is whole or absent at any time. */
record PrivateFile(Path path) {
    /** {@return empty when there is no such file} */
    Optional<JsonObject> read() throws IOException {
        try (JsonReader reader = Json.createReader(Files.newBufferedReader(path))) {
            return Optional.of(reader.readObject());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (RuntimeException e) {
            // whatever the parser dislikes
            throw new IOException(path + " is not the JSON it should be: " + e.getMessage(), e);
        }
    }

    void write(JsonObject content) throws IOException {
        Path folder = path.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        Path fresh = Files.createTempFile(
                folder,
                ".new",
                ".tmp",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.writeString(fresh, content.toString());
            Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }
}
