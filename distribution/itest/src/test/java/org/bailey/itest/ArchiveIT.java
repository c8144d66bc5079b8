package org.bailey.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bailey.launcher.feature.Feature;
import org.bailey.launcher.feature.FeatureBundle;
import org.bailey.launcher.feature.FeatureFile;
import org.junit.Test;

/** The unpacked archive and what is written about it. */
public class ArchiveIT {
    private static final Path ROOT = Path.of(System.getProperty("bailey.root"));
    private static final Path HOME = Path.of(System.getProperty("bailey.home"));

    @Test
    public void theRepositoryHoldsWhatTheFeaturesNameAndNothingElse() throws IOException {
        Map<String, FeatureBundle> named = new TreeMap<>();
        for (Feature feature : FeatureFile.readAll(HOME.resolve("features"), featureWords())) {
            for (FeatureBundle bundle : feature.bundles()) {
                FeatureBundle other = named.putIfAbsent(bundle.id().unversioned(), bundle);
                assertTrue(bundle + " differs from " + other, other == null || other.equals(bundle));
            }
        }
        Set<String> files = new TreeSet<>();
        named.values().forEach(bundle -> files.add(bundle.id().fileName()));
        assertEquals(files, names(HOME.resolve("repository")));
    }

    private static List<String> featureWords() throws IOException {
        return names(HOME.resolve("features")).stream()
                .map(name -> name.replace(".json", ""))
                .toList();
    }

    private static Set<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
        }
    }

    @Test
    public void everyFeatureIsNamedAfterItsFile() throws IOException {
        for (Feature feature : FeatureFile.readAll(HOME.resolve("features"), featureWords())) {
            assertEquals("org.bailey.feature." + feature.word(), feature.id().artifact());
        }
    }

    @Test
    public void theConfigurationReferenceSaysWhatTheBundlesSay() throws IOException {
        String made = ConfigurationReference.of(HOME.resolve("repository"));
        Path file = ROOT.resolve("docs/configuration.md");
        if (Boolean.getBoolean("bailey.reference.write")) {
            Files.writeString(file, made);
        }
        assertEquals(
                "docs/configuration.md is out of date: run cnf/reference",
                made,
                Files.exists(file) ? Files.readString(file) : "");
    }
}
