package org.bailey.module.provider;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bailey.module.UpdateRecord;

/** What others brought and is being watched, a file each, so that a stop of the appliance does not end the watch. */
final class Noticed {
    /**
     * One bundle.
     *
     * @param version that is watched
     * @param isNew whether there was none before
     * @param old file of the one before, if there is one
     * @param well what was well before it came
     */
    record Open(long id, UpdateRecord record, String version, boolean isNew, Optional<Path> old, Health.Before well) {}

    private final Path folder;

    Noticed(Path folder) {
        this.folder = folder;
    }

    void write(Open open) throws IOException {
        String text = Json.createObjectBuilder()
                .add("id", open.id())
                .add("record", Records.line(open.record()))
                .add("version", open.version())
                .add("isNew", open.isNew())
                .add("old", open.old().map(Path::toString).orElse(""))
                .add("well", open.well().json())
                .build()
                .toString();
        Disk.write(file(open), text);
    }

    void clear(Open open) throws IOException {
        Files.deleteIfExists(file(open));
    }

    List<Open> read() throws IOException {
        List<Open> all = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path each : (Iterable<Path>)
                        files.filter(one -> one.toString().endsWith(".json")).sorted()::iterator) {
                    all.add(read(each));
                }
            }
        }
        return all;
    }

    private static Open read(Path file) throws IOException {
        try (Reader text = Files.newBufferedReader(file);
                JsonReader reader = Json.createReader(text)) {
            JsonObject from = reader.readObject();
            String old = from.getString("old");
            return new Open(
                    from.getJsonNumber("id").longValue(),
                    Records.read(from.getString("record")),
                    from.getString("version"),
                    from.getBoolean("isNew"),
                    old.isEmpty() ? Optional.empty() : Optional.of(Path.of(old)),
                    Health.Before.read(from.getJsonObject("well")));
        }
    }

    private Path file(Open open) {
        return folder.resolve(open.record().id() + "-" + open.id() + ".json");
    }
}
