package org.bailey.system.snapshot;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bailey.system.PrivateFile;

/** The files of snapshots: {@code NUMBER.json}, written once, read by the appliance's own user only. */
final class SnapshotFolder {
    private static final Pattern NAME = Pattern.compile("([1-9][0-9]{0,8})\\.json");
    private static final int TRIES = 100;

    private final Path folder;

    SnapshotFolder(Path folder) throws IOException {
        this.folder = folder;
        PrivateFile.folder(folder);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path left : files.filter(file -> file.getFileName().toString().matches("\\.new.*\\.tmp"))
                    .toList()) {
                Files.deleteIfExists(left);
            }
        }
    }

    Path folder() {
        return folder;
    }

    /** {@return greatest first} */
    List<Integer> ids() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> NAME.matcher(file.getFileName().toString()))
                    .filter(name -> name.matches())
                    .map(name -> Integer.valueOf(name.group(1)))
                    .sorted(Comparator.reverseOrder())
                    .toList();
        }
    }

    /** {@return its number} */
    int add(SnapshotText snapshot) throws IOException {
        byte[] bytes = snapshot.text().getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < TRIES; i++) {
            int id = ids().stream().findFirst().orElse(0) + 1;
            try {
                PrivateFile.make(file(id), bytes);
                return id;
            } catch (FileAlreadyExistsException another) {
                continue; // this section is just being replaced, and the other one was quicker
            }
        }
        throw new IOException("there is no free number for a snapshot in " + folder);
    }

    /** {@return its file as text; empty when there is none} */
    Optional<String> text(int id) throws IOException {
        Path file = file(id);
        return Files.exists(file)
                ? Optional.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8))
                : Optional.empty();
    }

    /** Forgets what is too much or too old, never the latest. */
    void prune(SnapshotSettings settings, Instant now) throws IOException {
        List<Integer> ids = ids();
        for (int i = 1; i < ids.size(); i++) {
            Path file = file(ids.get(i));
            Instant taken = Files.getLastModifiedTime(file).toInstant();
            if (i >= settings.count() || taken.plus(settings.age()).isBefore(now)) {
                Files.deleteIfExists(file);
            }
        }
    }

    private Path file(int id) {
        return folder.resolve(id + ".json");
    }
}
