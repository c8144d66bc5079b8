package org.bailey.system.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bailey.system.Restoration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BringingBackTest {
    private static final String ZONE_A = "\"org.bailey.zone~a\": {\"host\": \"a.example\"}";

    @TempDir
    Path folder;

    private final MemoryStore store = new MemoryStore();
    private final List<String> announced = new ArrayList<>();
    private boolean mayAnnounce = true;
    private Configurations configurations;

    @BeforeEach
    void open() {
        configurations = new Configurations(
                store, Samples::catalog, folder.resolve("origins.properties"), List::of, (why, who) -> {
                    if (!mayAnnounce) {
                        throw new IOException("no snapshot");
                    }
                    announced.add(why + " " + store.held);
                    return () -> {};
                });
    }

    private Restoration restore(String content) throws Refused, IOException {
        return configurations.restore(Samples.file(content), pid -> true, "before it was restored", "alice");
    }

    @Test
    void whatIsThereComesBackAndWhatCameSinceGoes() throws Exception {
        store.held.put("org.bailey.zone~a", Map.of("host", "other.example"));
        store.held.put("org.bailey.zone~b", Map.of("host", "b.example"));
        Restoration done = restore(ZONE_A + ", \"org.bailey.media\": {\"firstPort:Integer\": 2000}");
        assertEquals(
                Map.of("org.bailey.zone~a", Map.of("host", "a.example"), "org.bailey.media", Map.of("firstPort", 2000)),
                store.held);
        assertEquals(
                List.of("+ org.bailey.media", "~ org.bailey.zone~a", "- org.bailey.zone~b"),
                done.changes().stream().map(each -> each.lines().get(0)).toList());
        assertEquals(1, announced.size());
        assertTrue(announced.get(0).contains("other.example"), "it is announced before anything is changed");
    }

    @Test
    void aPartLeavesTheOthersAlone() throws Exception {
        store.held.put("org.bailey.zone~a", Map.of("host", "other.example"));
        store.held.put("org.bailey.zone~b", Map.of("host", "b.example"));
        configurations.restore(
                Samples.file(ZONE_A + ", \"org.bailey.nosuch\": {}"), "org.bailey.zone~a"::equals, "before", "");
        assertEquals(Map.of("host", "a.example"), store.held.get("org.bailey.zone~a"));
        assertTrue(store.held.containsKey("org.bailey.zone~b"));
    }

    @Test
    void ofWhatCannotBeNothingIsAppliedAndAllReasonsAreTold() {
        store.held.put("org.bailey.zone~b", Map.of("host", "b.example"));
        Refused refused = assertThrows(
                Refused.class,
                () -> restore(ZONE_A + ", \"org.bailey.media\": {\"firstPort:Integer\": 80}, \"org.bailey.gone\": {}"));
        assertEquals(2, refused.reasons().size(), refused::getMessage);
        assertTrue(refused.getMessage().contains("firstPort = 80 is out of range"), refused::getMessage);
        assertTrue(refused.getMessage().contains("org.bailey.gone: no installed bundle"), refused::getMessage);
        assertEquals(List.of(), store.touched);
        assertEquals(List.of(), announced);
    }

    @Test
    void whatHoldsAlreadyIsNotTouchedAlsoWhereNobodyDescribesIt() throws Exception {
        store.held.put("org.apache.felix.something", Map.of("port", 80, "names", new String[] {"a"}));
        store.held.put("org.bailey.media", Map.of("weights", List.of(1L, 2L), "secret", "s3"));
        Restoration done =
                restore("\"org.apache.felix.something\": {\"port:Integer\": 80, \"names:String[]\": [\"a\"]},"
                        + " \"org.bailey.media\": {\"weights:Long[]\": [1, 2], \"secret\": \"(kept)\"}");
        assertEquals(new Restoration(List.of(), List.of()), done);
        assertEquals(List.of(), store.touched);
        assertEquals(List.of(), announced);
    }

    @Test
    void whatNoBundleDescribesStaysAndIsNamed() throws Exception {
        store.held.put("org.apache.felix.something", Map.of("port", 80));
        Restoration done = restore("");
        assertTrue(done.notes().toString().contains("org.apache.felix.something stays"), done::toString);
        assertTrue(store.held.containsKey("org.apache.felix.something"));
    }

    @Test
    void whatLacksItsSecretIsLeftOutAndNamed() throws Exception {
        Restoration done = restore(ZONE_A + ", \"org.bailey.media\": {\"label\": \"x\", \"secret\": \"(kept)\"}");
        assertEquals(Map.of("org.bailey.zone~a", Map.of("host", "a.example")), store.held);
        assertTrue(done.notes().get(0).startsWith("org.bailey.media is left out: its secret secret"), done::toString);
    }

    @Test
    void aSecretNeverShows() throws Exception {
        store.held.put("org.bailey.media", Map.of("secret", "hunter2"));
        Restoration done = restore("\"org.bailey.media\": {\"secret\": \"swordfish\"}");
        assertEquals("swordfish", store.held.get("org.bailey.media").get("secret"));
        assertFalse((done + "" + done.changes().get(0).lines()).matches(".*(hunter2|swordfish).*"), done::toString);
        assertEquals(
                "    secret: (secret) -> (secret)",
                done.changes().get(0).lines().get(1));
    }

    @Test
    void withoutASnapshotNothingIsChanged() {
        mayAnnounce = false;
        assertThrows(IOException.class, () -> restore(ZONE_A));
        assertThrows(IOException.class, () -> configurations.apply(Samples.file(ZONE_A)));
        assertEquals(List.of(), store.touched);
    }
}
