package org.bailey.module.provider;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Version;

/** The features the appliance came with, as the launcher lists them, and the files of their bundles. */
record Shelf(List<Feature> features) {
    /** @param optionKeys features it takes keys for */
    record Feature(String word, String title, String description, List<String> optionKeys, List<Item> items) {}

    /** @param location where the launcher would install it from, and so shall everyone */
    record Item(String location, int startLevel, Path jar, String name, Version version) {}

    static Shelf read(@Nullable Path file) throws IOException {
        List<Feature> features = new ArrayList<>();
        if (file == null || !Files.exists(file)) {
            return new Shelf(features);
        }
        try (Reader text = Files.newBufferedReader(file);
                JsonReader reader = Json.createReader(text)) {
            for (JsonObject each : reader.readArray().getValuesAs(JsonObject.class)) {
                List<Item> items = new ArrayList<>();
                for (JsonObject bundle : each.getJsonArray("bundles").getValuesAs(JsonObject.class)) {
                    items.add(item(bundle));
                }
                features.add(new Feature(
                        each.getString("word"),
                        each.getString("title"),
                        each.getString("description"),
                        each.getJsonArray("optionKeys").getValuesAs(JsonString::getString),
                        List.copyOf(items)));
            }
        }
        return new Shelf(List.copyOf(features));
    }

    private static Item item(JsonObject bundle) throws IOException {
        Path jar = Path.of(bundle.getString("jar"));
        try (JarFile open = new JarFile(jar.toFile())) {
            Attributes main = open.getManifest().getMainAttributes();
            BundleFacts facts = BundleFacts.of(main::getValue);
            return new Item(
                    bundle.getString("location"), bundle.getInt("startLevel"), jar, facts.name(), facts.version());
        }
    }

    Optional<Path> find(String name, Version version) {
        return features.stream()
                .flatMap(each -> each.items().stream())
                .filter(each -> each.name().equals(name) && each.version().equals(version))
                .map(Item::jar)
                .findFirst();
    }
}
