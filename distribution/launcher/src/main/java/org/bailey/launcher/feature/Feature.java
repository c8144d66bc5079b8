package org.bailey.launcher.feature;

import jakarta.json.JsonObject;
import java.util.List;

/**
 * What makes one section exist.
 *
 * @param word the section's word: the file name without {@code .json}
 * @param title what people call it
 * @param description one sentence, may be empty
 * @param optionKeys features it takes option keys for; it is installed at run time then, when there are such keys
 * @param configurations PID to typed keys, as written; the form of the OSGi Configurator
 */
public record Feature(
        String word,
        String title,
        String description,
        Coordinates id,
        List<String> optionKeys,
        List<FeatureBundle> bundles,
        JsonObject configurations) {
    public Feature {
        optionKeys = List.copyOf(optionKeys);
        bundles = List.copyOf(bundles);
    }
}
