package org.bailey.system.snapshot;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.StringReader;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bailey.system.config.ConfigurationFile;
import org.bailey.system.config.Export;
import org.bailey.system.config.LooseSettings;
import org.bailey.system.config.Refused;

/**
 * A snapshot as a file: a file of settings, with secrets, that says in {@code ":bailey:snapshot"} what it is.
 *
 * @param taken in UTC
 */
record SnapshotText(Instant taken, String why, String who, Map<String, Map<String, Object>> settings) {
    private static final String HEAD = ":bailey:snapshot";

    String text() {
        JsonObjectBuilder file = Json.createObjectBuilder()
                .add(":configurator:resource-version", 1)
                .add(
                        HEAD,
                        Json.createObjectBuilder()
                                .add("taken", taken.toString())
                                .add("why", why)
                                .add("who", who));
        new TreeMap<>(settings).forEach((pid, values) -> file.add(pid, LooseSettings.write(values)));
        return Export.text(file.build());
    }

    /** @throws Refused saying in what it is none */
    static SnapshotText read(String text) throws Refused {
        Map<String, Map<String, Object>> settings = new TreeMap<>();
        ConfigurationFile.parse(text).forEach((pid, values) -> settings.put(pid, LooseSettings.read(values)));
        try (var reader = Json.createReader(new StringReader(text))) {
            JsonObject head = reader.readObject().getJsonObject(HEAD);
            return new SnapshotText(
                    Instant.parse(head.getString("taken")), head.getString("why"), head.getString("who"), settings);
        } catch (JsonException | DateTimeException | NullPointerException | ClassCastException e) {
            throw new Refused(List.of(HEAD + " does not say when it was taken, why and by whom"));
        }
    }
}
