package org.bailey.system.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogTest {
    @TempDir
    Path folder;

    private Path jar(String title) throws Exception {
        Path jar = folder.resolve("keyed.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new JarEntry("OSGI-INF/metatype/keyed.xml"));
            out.write(
                    ("<metatype:MetaData xmlns:metatype=\"http://www.osgi.org/xmlns/metatype/v1.4.0\"><OCD id=\"keyed\""
                                    + " name=\"" + title
                                    + "\"><AD id=\"port\" type=\"Integer\" cardinality=\"0\" default=\"1\"/></OCD>"
                                    + "<Designate pid=\"keyed\"><Object ocdref=\"keyed\"/></Designate></metatype:MetaData>")
                            .getBytes(StandardCharsets.UTF_8));
        }
        return jar;
    }

    @Test
    void settingsOfFeaturesThatTakeAKeyAreKnownBeforeTheyAreInstalled() throws Exception {
        Path list = Files.writeString(
                folder.resolve("features.json"), """
                [{"word": "free", "optionKeys": [], "bundles": [{"location": "x", "startLevel": 1, "jar": "%s"}]},
                 {"word": "keyed", "optionKeys": ["cluster"], "bundles": [{"location": "y", "startLevel": 1, "jar": "%s"}]}]
                """.formatted(folder.resolve("free.jar"), jar("Keyed")));
        assertEquals(List.of(folder.resolve("keyed.jar")), KeyedJars.read(list.toString()));
        Catalog catalog = new Catalog(List.of());
        assertNull(catalog.find("keyed"));
        KeyedJars.read(list.toString()).forEach(catalog::addMissing);
        assertNotNull(catalog.find("keyed"));
    }

    @Test
    void whatIsInstalledSaysItselfWhatItsSettingsAre() throws Exception {
        Catalog installed = new Catalog(List.of());
        installed.addMissing(jar("Newer"));
        ObjectClass newer = Objects.requireNonNull(installed.find("keyed"));
        Catalog catalog = new Catalog(List.of(newer));
        catalog.addMissing(jar("Older"));
        assertEquals(newer, catalog.find("keyed"));
    }

    @Test
    void aListOrAJarThatCannotBeReadLeavesOutWhatItNames() {
        assertEquals(List.of(), KeyedJars.read(null));
        assertEquals(List.of(), KeyedJars.read(folder.resolve("none.json").toString()));
        Catalog catalog = new Catalog(List.of());
        catalog.addMissing(folder.resolve("none.jar"));
        assertTrue(catalog.all().isEmpty());
    }
}
