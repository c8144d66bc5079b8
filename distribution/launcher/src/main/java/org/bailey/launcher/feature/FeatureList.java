package org.bailey.launcher.feature;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** All features with their files, for those inside the framework who install what a key allows or put back what was there. */
public final class FeatureList {
    private FeatureList() {}

    /** @throws java.io.FileNotFoundException when a jar is missing */
    public static void write(List<Feature> features, Repository repository, Path file) throws IOException {
        JsonArrayBuilder list = Json.createArrayBuilder();
        for (Feature feature : features) {
            JsonArrayBuilder bundles = Json.createArrayBuilder();
            for (FeatureBundle bundle : feature.bundles()) {
                bundles.add(Json.createObjectBuilder()
                        .add("location", bundle.location())
                        .add("startLevel", bundle.startLevel())
                        .add("jar", repository.locate(bundle.id()).toString()));
            }
            list.add(Json.createObjectBuilder()
                    .add("word", feature.word())
                    .add("title", feature.title())
                    .add("description", feature.description())
                    .add("optionKeys", Json.createArrayBuilder(feature.optionKeys()))
                    .add("bundles", bundles));
        }
        Files.writeString(file, list.build().toString());
    }
}
