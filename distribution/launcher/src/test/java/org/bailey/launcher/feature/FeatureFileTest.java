package org.bailey.launcher.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.FileNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeatureFileTest {
    private static final String FEATURE = """
            { // the section
              "feature-resource-version": "1.0",
              "id": "org.bailey:org.bailey.feature.tls:1.0.0",
              "bundles": [
                {"id": "org.bailey:org.bailey.tls.api:1.0.0", "bundleStartLevel": 21},
                {"id": "io.netty:netty-epoll:jar:linux-x86_64:4.2.18.Final"} /* the default level */
              ],
              "configurations": {"org.bailey.tls": {"minutes:Integer": 5}}
            }
            """;

    @TempDir
    Path folder;

    @Test
    void readsBundlesLevelsAndConfigurations() throws Exception {
        Files.writeString(folder.resolve("tls.json"), FEATURE);
        Feature tls = FeatureFile.readAll(folder, List.of("tls")).get(0);
        assertEquals("tls", tls.word());
        assertEquals(21, tls.bundles().get(0).startLevel());
        assertEquals(60, tls.bundles().get(1).startLevel());
        assertEquals(
                "netty-epoll-4.2.18.Final-linux-x86_64.jar",
                tls.bundles().get(1).id().fileName());
        assertEquals(5, tls.configurations().getJsonObject("org.bailey.tls").getInt("minutes:Integer"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{}",
                "{\"id\": \"a:b\"}",
                "{\"id\": 5}",
                "{\"id\": \"a:b:1\", \"bundles\": [{\"id\": \"a:b:1\", \"bundleStartLevel\": 100}]}",
                "{\"id\": \"a:b:1\", \"bundles\": [\"a:b:1\"]}",
                "{\"id\": \"a:b:1\", \"bundles\": [{}]}",
                "{\"id\": \"a:b:1\", \"configurations\": 1}",
                "{\"id\": \"a::1\"}"
            })
    void namesTheFileThatIsNoFeature(String text) throws Exception {
        Files.writeString(folder.resolve("bad.json"), text);
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> FeatureFile.readAll(folder, List.of("bad")));
        assertTrue(refused.getMessage().contains("bad.json"), refused.getMessage());
    }

    @Test
    void namesAFeatureThatHasNoFile() {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> FeatureFile.readAll(folder, List.of("nosuch")));
        assertTrue(refused.getMessage().contains("\"nosuch\""), refused.getMessage());
    }

    @Test
    void twoFeaturesCannotBringTheSamePid() {
        Feature tls = FeatureFile.parse("tls", FEATURE);
        Feature twin = FeatureFile.parse("twin", FEATURE);
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> DefaultConfigurations.merge(List.of(tls, twin)));
        assertTrue(refused.getMessage().contains("org.bailey.tls"), refused.getMessage());
    }

    @Test
    void findsJarsFlatOrInMavensLayoutAndSaysWhereItLooked() throws Exception {
        Coordinates api = Coordinates.parse("org.bailey:org.bailey.tls.api:1.0.0");
        Repository repository = new Repository(folder);
        Exception missing = assertThrows(FileNotFoundException.class, () -> repository.locate(api));
        assertTrue(missing.getMessage().contains("org.bailey.tls.api-1.0.0.jar"), missing.getMessage());
        Path maven = folder.resolve("org/bailey/org.bailey.tls.api/1.0.0/org.bailey.tls.api-1.0.0.jar");
        Files.createDirectories(maven.getParent());
        Files.writeString(maven, "");
        assertEquals(maven, repository.locate(api));
        Path flat = Files.writeString(folder.resolve("org.bailey.tls.api-1.0.0.jar"), "");
        assertEquals(flat, repository.locate(api));
    }
}
