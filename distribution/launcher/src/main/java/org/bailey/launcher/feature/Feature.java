package org.bailey.launcher.feature;

import jakarta.json.JsonObject;
import java.util.List;

/**
 * What makes one section exist.
 *
 * @param word the section's word: the file name without {@code .json}
 * @param configurations PID to typed keys, as written; the form of the OSGi Configurator
 */
public record Feature(String word, Coordinates id, List<FeatureBundle> bundles, JsonObject configurations) {
    public Feature {
        bundles = List.copyOf(bundles);
    }
}
