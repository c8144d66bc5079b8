package org.bailey.module.provider;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.bailey.module.UpdateRecord;

/** What is being done, on disk before it is done: whoever is interrupted finishes or undoes it at the next start. */
final class Journal {
    /** What was under way: as far as it was told, what was moved, and what was well before. */
    record Open(UpdateRecord record, List<Move> moves, Health.Before well) {}

    private final Path file;

    Journal(Path file) {
        this.file = file;
    }

    void write(UpdateRecord record, List<Move> moves, Health.Before well) throws IOException {
        JsonArrayBuilder array = Json.createArrayBuilder();
        moves.forEach(each -> array.add(each.json()));
        String text = Json.createObjectBuilder()
                .add("record", Records.line(record))
                .add("moves", array)
                .add("well", well.json())
                .build()
                .toString();
        Disk.write(file, text);
    }

    Optional<Open> read() throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (Reader text = Files.newBufferedReader(file);
                JsonReader reader = Json.createReader(text)) {
            JsonObject object = reader.readObject();
            return Optional.of(new Open(
                    Records.read(object.getString("record")),
                    object.getJsonArray("moves").getValuesAs(JsonObject.class).stream()
                            .map(Move::read)
                            .toList(),
                    Health.Before.read(object.getJsonObject("well"))));
        }
    }

    void clear() throws IOException {
        Files.deleteIfExists(file);
    }
}
