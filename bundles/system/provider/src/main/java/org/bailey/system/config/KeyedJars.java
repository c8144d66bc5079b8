package org.bailey.system.config;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Jars of features that take an option key. They are installed only while there is one, and their settings are settings all
 * the same: a file may bring both, the key and what it opens.
 */
final class KeyedJars {
    private static final Logger LOG = LoggerFactory.getLogger(KeyedJars.class);

    private KeyedJars() {}

    /** @param file the launcher's list of features; null where there is none */
    static List<Path> read(@Nullable String file) {
        List<Path> jars = new ArrayList<>();
        if (file == null) {
            return jars;
        }
        try (Reader text = Files.newBufferedReader(Path.of(file));
                JsonReader json = Json.createReader(text)) {
            for (JsonObject feature : json.readArray().getValuesAs(JsonObject.class)) {
                if (!feature.getJsonArray("optionKeys").isEmpty()) {
                    feature.getJsonArray("bundles").getValuesAs(JsonObject.class).stream()
                            .map(bundle -> Path.of(bundle.getString("jar")))
                            .forEach(jars::add);
                }
            }
        } catch (IOException | JsonException | ClassCastException | NullPointerException e) {
            LOG.warn("Settings of features that take a key are not known: {} cannot be read: {}", file, e.toString());
        }
        return jars;
    }
}
