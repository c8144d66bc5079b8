package org.bailey.launcher.feature;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads features (OSGi Compendium R8 section 159). */
public final class FeatureFile {
    private static final int DEFAULT_START_LEVEL = 60;

    private FeatureFile() {}

    /**
     * Reads {@code folder/WORD.json} for each word, in the order of the words.
     *
     * @throws IllegalArgumentException naming the file and what is wrong with it
     */
    public static List<Feature> readAll(Path folder, List<String> words) throws IOException {
        List<Feature> features = new ArrayList<>();
        for (String word : words) {
            Path file = folder.resolve(word + ".json");
            if (!Files.isRegularFile(file)) {
                throw new IllegalArgumentException("feature \"" + word + "\" has no file " + file);
            }
            features.add(read(file));
        }
        return features;
    }

    static Feature read(Path file) throws IOException {
        String name = file.getFileName().toString();
        String word = name.substring(0, name.length() - ".json".length());
        try {
            return parse(word, Files.readString(file));
        } catch (JsonException | ClassCastException | NullPointerException | IllegalArgumentException e) {
            throw new IllegalArgumentException(file + " is not a feature file: " + e.getMessage(), e);
        }
    }

    static Feature parse(String word, String text) {
        JsonObject json;
        try (var reader = Json.createReader(new StringReader(JsonComments.blank(text)))) {
            json = reader.readObject();
        }
        if (!json.containsKey("id")) {
            throw new IllegalArgumentException("\"id\" is missing");
        }
        List<FeatureBundle> bundles = new ArrayList<>();
        JsonArray listed = json.containsKey("bundles") ? json.getJsonArray("bundles") : JsonValue.EMPTY_JSON_ARRAY;
        for (JsonValue bundle : listed) {
            bundles.add(bundle(bundle));
        }
        JsonObject configurations =
                json.containsKey("configurations") ? json.getJsonObject("configurations") : JsonValue.EMPTY_JSON_OBJECT;
        return new Feature(
                word,
                json.getString("name", word),
                json.getString("description", ""),
                Coordinates.parse(json.getString("id")),
                optionKeys(json),
                bundles,
                configurations);
    }

    /** An extension named option-key, of text, one line for each key: {@code "option-key": {"text": ["turn-client"]}}. */
    private static List<String> optionKeys(JsonObject json) {
        List<String> keys = new ArrayList<>();
        if (json.containsKey("extensions")) {
            json.getJsonObject("extensions").forEach((name, extension) -> {
                if (name.equals("option-key") || name.startsWith("option-key:")) {
                    keys.addAll(extension.asJsonObject().getJsonArray("text").getValuesAs(JsonString::getString));
                }
            });
        }
        return keys;
    }

    private static FeatureBundle bundle(JsonValue value) {
        JsonObject json = value.asJsonObject();
        return new FeatureBundle(
                Coordinates.parse(json.getString("id")), json.getInt("bundleStartLevel", DEFAULT_START_LEVEL));
    }
}
