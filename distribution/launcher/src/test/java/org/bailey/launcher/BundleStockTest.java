package org.bailey.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import jakarta.json.JsonValue;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.bailey.launcher.feature.Coordinates;
import org.bailey.launcher.feature.Feature;
import org.bailey.launcher.feature.FeatureBundle;
import org.bailey.launcher.feature.Repository;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;

/** A real framework, started again and again on the same cache. */
class BundleStockTest {
    @TempDir
    Path folder;

    private Framework framework;
    private List<String> keys = List.of();

    @BeforeEach
    void jarsAndFramework() throws Exception {
        jar("a", "1.0.0");
        jar("b", "1.0.0");
        open();
    }

    @AfterEach
    void close() throws Exception {
        framework.stop();
        framework.waitForStop(5000);
    }

    private void open() throws Exception {
        framework = ServiceLoader.load(FrameworkFactory.class)
                .findFirst()
                .orElseThrow()
                .newFramework(Map.of(
                        Constants.FRAMEWORK_STORAGE,
                        folder.resolve("cache").toString(),
                        Constants.FRAMEWORK_BEGINNING_STARTLEVEL,
                        "50"));
        framework.init();
    }

    private void startAgainWith(String... names) throws Exception {
        close();
        open();
        reconcile(names);
    }

    private void reconcile(String... names) throws Exception {
        List<FeatureBundle> bundles = new ArrayList<>();
        for (String name : names) {
            bundles.add(new FeatureBundle(new Coordinates("test", name, "jar", "", "1"), 5));
        }
        Feature feature = new Feature(
                "test",
                "Test",
                "",
                new Coordinates("test", "feature", "jar", "", "1"),
                keys,
                bundles,
                JsonValue.EMPTY_JSON_OBJECT);
        new BundleStock(new Repository(folder), folder.resolve("stamps.properties"))
                .reconcile(framework.getBundleContext(), List.of(feature));
        framework.start();
    }

    private void jar(String name, String version) throws IOException {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue(Constants.BUNDLE_MANIFESTVERSION, "2");
        main.putValue(Constants.BUNDLE_SYMBOLICNAME, name);
        main.putValue(Constants.BUNDLE_VERSION, version);
        JarEntry entry = new JarEntry(JarFile.MANIFEST_NAME);
        entry.setTime(0); // made again it is the same
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(folder.resolve(name + "-1.jar")))) {
            out.putNextEntry(entry);
            manifest.write(out);
        }
    }

    @Test
    void aVersionPutBesideTheOneBeforeStaysUntilTheJarChanges() throws Exception {
        reconcile("a");
        String location = find("a").getLocation();
        jar("a", "1.0.1");
        byte[] next = Files.readAllBytes(folder.resolve("a-1.jar"));
        jar("a", "1.0.0");
        framework
                .getBundleContext()
                .installBundle(location + "#1.0.1", new ByteArrayInputStream(next))
                .start();
        find("a").uninstall();
        startAgainWith("a");
        assertEquals("1.0.1", find("a").getVersion().toString());
        jar("a", "1.1.0");
        startAgainWith("a");
        assertEquals("1.1.0", find("a").getVersion().toString());
    }

    @Test
    void whatTakesAKeyIsLeftToThoseWhoHaveIt() throws Exception {
        keys = List.of("some-feature");
        reconcile("a");
        assertEquals(1, framework.getBundleContext().getBundles().length);
        try (InputStream bytes = Files.newInputStream(folder.resolve("a-1.jar"))) {
            framework.getBundleContext().installBundle("bailey:test:a", bytes);
        }
        startAgainWith("a");
        assertEquals("1.0.0", find("a").getVersion().toString());
    }

    @Test
    void whatAKeyBroughtInThisRunAndAnUpdateReplacedIsLeftAsItIs() throws Exception {
        keys = List.of("some-feature");
        reconcile("a");
        jar("a", "1.0.1");
        byte[] next = Files.readAllBytes(folder.resolve("a-1.jar"));
        jar("a", "1.0.0");
        framework.getBundleContext().installBundle("bailey:test:a", new ByteArrayInputStream(next));
        startAgainWith("a");
        assertEquals("1.0.1", find("a").getVersion().toString());
    }

    @Test
    void whatItKnowsOfJarsIsNeverHalfWritten() throws Exception {
        reconcile("a");
        Path stamps = folder.resolve("stamps.properties");
        Path before = Files.createLink(folder.resolve("before"), stamps);
        String said = Files.readString(stamps);
        startAgainWith("a", "b");
        assertEquals(said, Files.readString(before), "the file before is not written to");
        assertNotEquals(said, Files.readString(stamps));
    }

    private Bundle find(String name) {
        for (Bundle bundle : framework.getBundleContext().getBundles()) {
            if (name.equals(bundle.getSymbolicName())) {
                return bundle;
            }
        }
        throw new AssertionError(name + " is not installed");
    }

    @Test
    void installsAndStartsWhatTheFeaturesName() throws Exception {
        reconcile("a", "b");
        assertEquals(Bundle.ACTIVE, find("a").getState());
        assertEquals(3, framework.getBundleContext().getBundles().length);
    }

    @Test
    void keepsBundlesAcrossStartsAndUpdatesOnlyThoseWhoseJarChanged() throws Exception {
        reconcile("a", "b");
        long idOfA = find("a").getBundleId();
        long changeOfA = find("a").getLastModified();
        long changeOfB = find("b").getLastModified();
        jar("b", "1.0.1");
        startAgainWith("a", "b");
        assertEquals(idOfA, find("a").getBundleId());
        assertEquals(changeOfA, find("a").getLastModified());
        assertNotEquals(changeOfB, find("b").getLastModified());
        assertEquals("1.0.1", find("b").getVersion().toString());
        assertEquals(Bundle.ACTIVE, find("b").getState());
    }

    @Test
    void uninstallsWhatNoFeatureNamesAnyMoreButNothingThatCameFromElsewhere() throws Exception {
        reconcile("a", "b");
        jar("own", "1.0.0");
        framework
                .getBundleContext()
                .installBundle(folder.resolve("own-1.jar").toUri().toString());
        startAgainWith("a");
        find("own");
        assertEquals(3, framework.getBundleContext().getBundles().length);
    }

    @Test
    void leavesABundleStoppedThatAnOperatorStopped() throws Exception {
        reconcile("a", "b");
        find("a").stop();
        startAgainWith("a", "b");
        assertNotEquals(Bundle.ACTIVE, find("a").getState());
        assertEquals(Bundle.ACTIVE, find("b").getState());
    }
}
