package org.bailey.system.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bailey.system.ConfigurationCheck;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A section's own check of the whole: here, labels have to be of small letters. */
class ObjectionTest {
    private static final ConfigurationCheck SMALL_LETTERS = all -> all.entrySet().stream()
            .filter(e -> !Objects.toString(e.getValue().get("host"), "").matches("[a-z]*"))
            .map(e -> e.getKey() + " host '" + e.getValue().get("host") + "' is not of small letters")
            .toList();

    @TempDir
    Path folder;

    private final MemoryStore store = new MemoryStore();
    private Configurations configurations;

    @BeforeEach
    void start() {
        configurations = new Configurations(
                store,
                Samples::catalog,
                folder.resolve("origins.properties"),
                () -> List.of(SMALL_LETTERS),
                (why, who) -> () -> {});
    }

    @Test
    void whatASectionObjectsToIsNotStored() throws Exception {
        assertEquals(
                List.of("org.bailey.zone~a host 'A1' is not of small letters"),
                refuse("\"org.bailey.zone~a\": {\"host\": \"A1\"}"));
        assertEquals(Map.of(), store.all());
        configurations.apply(Samples.file("\"org.bailey.zone~a\": {\"host\": \"a\"}"));
        assertEquals("a", store.all().get("org.bailey.zone~a").get("host"));
    }

    @Test
    void whatWasWrongBeforeDoesNotStopAChangeElsewhere() throws Exception {
        store.put("org.bailey.zone~old", Map.of("host", "OLD"));
        configurations.apply(Samples.file("\"org.bailey.zone~a\": {\"host\": \"a\"}"));
        assertEquals(2, store.all().size());
        assertEquals(
                List.of("org.bailey.zone~old host 'OLDER' is not of small letters"),
                refuse("\"org.bailey.zone~old\": {\"host\": \"OLDER\"}"));
    }

    @Test
    void whatHoldsAlreadyCanBeChecked() throws Exception {
        store.put("org.bailey.zone~a", Map.of("host", "a"));
        assertEquals(List.of(), configurations.objections());
        store.put("org.bailey.zone~old", Map.of("host", "OLD"));
        assertEquals(List.of("org.bailey.zone~old host 'OLD' is not of small letters"), configurations.objections());
    }

    private List<String> refuse(String configuration) {
        return assertThrows(Refused.class, () -> configurations.apply(Samples.file(configuration)))
                .reasons();
    }
}
