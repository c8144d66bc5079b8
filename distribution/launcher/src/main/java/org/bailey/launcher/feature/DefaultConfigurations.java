package org.bailey.launcher.feature;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The default configurations of all features as one file of the OSGi Configurator form. */
public final class DefaultConfigurations {
    private DefaultConfigurations() {}

    /** @throws IllegalArgumentException when two features bring the same PID */
    public static void write(List<Feature> features, Path file) throws IOException {
        Files.writeString(file, merge(features).toString());
    }

    static JsonObject merge(List<Feature> features) {
        JsonObjectBuilder merged = Json.createObjectBuilder().add(":configurator:resource-version", 1);
        Map<String, String> owners = new HashMap<>();
        for (Feature feature : features) {
            feature.configurations().forEach((pid, keys) -> {
                String other = owners.put(pid, feature.word());
                if (other != null) {
                    throw new IllegalArgumentException("features \"" + other + "\" and \"" + feature.word()
                            + "\" both bring a default configuration for " + pid);
                }
                merged.add(pid, keys);
            });
        }
        return merged.build();
    }
}
