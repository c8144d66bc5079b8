package org.bailey.system.config;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationsTest {
    private static final String ZONE_A = "\"org.bailey.zone~a\": {\"host\": \"a.example\"}";
    private static final String ZONE_B = "\"org.bailey.zone~b\": {\"host\": \"b.example\"}";

    @TempDir
    Path folder;

    private final MemoryStore store = new MemoryStore();
    private Configurations configurations;

    @BeforeEach
    void open() {
        configurations = new Configurations(store, Samples::catalog, folder.resolve("origins.properties"));
    }

    @Test
    void givesEachValueTheTypeOfItsSetting() throws Exception {
        configurations.apply(Samples.media("\"firstPort\": 5060, \"gain:Double\": 2, \"secure\": false,"
                + " \"addresses\": [\"a\", \"b\"], \"weights\": [1, 2], \"letter\": \"x\", \"secret\": \"s3\","
                + " \"mode\": \"off\""));
        Map<String, Object> held = store.held.get("org.bailey.media");
        assertEquals(5060, held.get("firstPort"));
        assertEquals(2.0, held.get("gain"));
        assertEquals(false, held.get("secure"));
        assertArrayEquals(new String[] {"a", "b"}, (String[]) held.get("addresses"));
        assertEquals(List.of(1L, 2L), held.get("weights"));
        assertEquals('x', held.get("letter"));
    }

    @Test
    void readsCommentsButNotInsideTexts() throws Exception {
        configurations.apply(Samples.media("/* a \"block\" */ \"label\": \"a//b\" // to the end"
                + System.lineSeparator() + ", \"mode\": \"off\""));
        assertEquals("a//b", store.held.get("org.bailey.media").get("label"));
    }

    @Test
    void touchesOnlyWhatDiffers() throws Exception {
        configurations.apply(Samples.file(ZONE_A + "," + ZONE_B));
        store.touched.clear();
        configurations.apply(Samples.file(ZONE_A + ", \"org.bailey.zone~b\": {\"host\": \"other.example\"}"));
        assertEquals(List.of("org.bailey.zone~b"), store.touched);
    }

    @Test
    void theSameFileTwiceTouchesNothing() throws Exception {
        String file = Samples.media("\"addresses\": [\"a\"], \"weights\": [1], \"firstPort\": 2000");
        configurations.apply(file);
        store.touched.clear();
        assertTrue(configurations.apply(file).isEmpty());
        assertTrue(store.touched.isEmpty());
    }

    @Test
    void takesAwayWhatAnEarlierFileBroughtButNotWhatAnOperatorMade() throws Exception {
        store.held.put("org.bailey.media", Map.of("firstPort", 3000));
        configurations.apply(Samples.file(ZONE_A + "," + ZONE_B));
        configurations.apply(Samples.file(ZONE_B));
        assertEquals(List.of("org.bailey.media", "org.bailey.zone~b"), List.copyOf(store.held.keySet()));
    }

    @Test
    void putsEverythingBackWhenTheStoreBreaksHalfWay() throws Exception {
        configurations.apply(Samples.file(ZONE_A + "," + ZONE_B));
        Map<String, Map<String, Object>> before = store.all();
        store.breaksAt = "org.bailey.zone~b";
        IOException broken = assertThrows(
                IOException.class,
                () -> configurations.apply(Samples.file("\"org.bailey.media\": {\"firstPort\": 2000},"
                        + " \"org.bailey.zone~a\": {\"host\": \"new.example\"},"
                        + " \"org.bailey.zone~b\": {\"host\": \"new.example\"}")));
        assertEquals("org.bailey.zone~b could not be changed, so nothing was: disk full", broken.getMessage());
        assertEquals(before, store.held);
    }

    @Test
    void anExportAppliedAgainChangesNothingAndKeepsSecretsToItself() throws Exception {
        configurations.apply(Samples.file(ZONE_A + ", \"org.bailey.media\": {\"secret\": \"hush\", \"gain\": 2.5,"
                + " \"addresses\": [\"a\"], \"weights\": [7], \"letter\": \"x\", \"firstPort\": 2000}"));
        store.touched.clear();
        String export = configurations.export();
        assertFalse(export.contains("hush"), export);
        assertTrue(export.contains("\"firstPort:Integer\": 2000"), export);
        assertTrue(configurations.apply(export).isEmpty());
        assertTrue(store.touched.isEmpty());
    }

    @Test
    void comparesWithoutTouchingAndHidesSecrets() throws Exception {
        configurations.apply(Samples.media("\"secret\": \"hush\", \"firstPort\": 2000"));
        store.touched.clear();
        List<Change> changes = configurations.compare(Samples.media("\"secret\": \"loud\""));
        assertEquals(
                List.of("~ org.bailey.media", "    firstPort: 2000 -> (default)", "    secret: (secret) -> (secret)"),
                changes.get(0).shown(Samples.catalog().find("org.bailey.media")).lines());
        assertTrue(store.touched.isEmpty());
    }

    @Test
    void defaultsComeOnceAndFollowTheFeatureWhileNobodyChangedThem() throws Exception {
        configurations.bringDefaults(Samples.file(ZONE_A + "," + ZONE_B));
        store.held.put("org.bailey.zone~a", Map.of("host", "mine.example"));
        String newer = "\"org.bailey.zone~a\": {\"host\": \"2\"}, \"org.bailey.zone~b\": {\"host\": \"2\"}";
        configurations.bringDefaults(Samples.file(newer));
        assertEquals(Map.of("host", "mine.example"), store.held.get("org.bailey.zone~a"));
        assertEquals(Map.of("host", "2"), store.held.get("org.bailey.zone~b"));
    }

    @Test
    void aDefaultThatAnOperatorDeletedStaysAway() throws Exception {
        configurations.bringDefaults(Samples.file(ZONE_A));
        store.held.clear();
        configurations.bringDefaults(Samples.file(ZONE_A));
        assertTrue(store.held.isEmpty());
    }

    @Test
    void defaultsOfAFeatureThatIsGoneGoUnlessSomebodyChangedThem() throws Exception {
        configurations.bringDefaults(Samples.file(ZONE_A + "," + ZONE_B));
        store.held.put("org.bailey.zone~a", Map.of("host", "mine.example"));
        configurations.bringDefaults(Samples.file(""));
        assertEquals(List.of("org.bailey.zone~a"), List.copyOf(store.held.keySet()));
    }

    @Test
    void whatAFileGivesUpHasItsFeaturesDefaultAgainAtOnceAndFollowsIt() throws Exception {
        configurations.bringDefaults(Samples.file(ZONE_A));
        configurations.apply(Samples.file("\"org.bailey.zone~a\": {\"host\": \"file.example\"}"));
        List<Change> changes = configurations.apply(Samples.file(""));
        assertEquals(
                List.of("org.bailey.zone~a"), changes.stream().map(Change::pid).toList());
        assertEquals(Map.of("host", "a.example"), store.held.get("org.bailey.zone~a"));
        assertTrue(configurations.apply(Samples.file("")).isEmpty());
        configurations.bringDefaults(Samples.file("\"org.bailey.zone~a\": {\"host\": \"2\"}"));
        assertEquals(Map.of("host", "2"), store.held.get("org.bailey.zone~a"));
    }

    @Test
    void aFileTakesADefaultOverAndADefaultNeverOverwritesAFile() throws Exception {
        configurations.bringDefaults(Samples.file(ZONE_A));
        configurations.apply(Samples.file("\"org.bailey.zone~a\": {\"host\": \"file.example\"}"));
        configurations.bringDefaults(Samples.file(ZONE_A));
        assertEquals(Map.of("host", "file.example"), store.held.get("org.bailey.zone~a"));
    }
}
