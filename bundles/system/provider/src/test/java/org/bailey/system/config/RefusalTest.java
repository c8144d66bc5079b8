package org.bailey.system.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each way a file can be wrong: the sentence it gets, and that nothing of it was applied. */
class RefusalTest {
    @TempDir
    Path folder;

    private final MemoryStore store = new MemoryStore();

    private List<String> refuse(String file) {
        Configurations configurations =
                new Configurations(store, Samples::catalog, folder.resolve("origins.properties"));
        return assertThrows(Refused.class, () -> configurations.apply(file)).reasons();
    }

    @AfterEach
    void nothingWasApplied() {
        assertTrue(store.touched.isEmpty(), () -> "touched " + store.touched);
        assertTrue(Files.notExists(folder.resolve("origins.properties")));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"firstPort\": 80 | firstPort = 80 is out of range, allowed is 1024 to 65535",
                "\"firstPort\": 65536 | firstPort = 65536 is out of range, allowed is 1024 to 65535",
                "\"firstPort\": 5060.5 | firstPort = 5060.5 does not fit: a whole number, 1024 to 65535",
                "\"firstPort\": \"5060\" | firstPort = \"5060\" has the wrong type, it must be a whole number, 1024 to 65535",
                "\"firstPort\": true | firstPort = true has the wrong type, it must be a whole number, 1024 to 65535",
                "\"firstPort\": null | firstPort = null has the wrong type, it must be a whole number, 1024 to 65535",
                "\"firstPort\": [5060] | firstPort = [5060] is a list, it takes one value: a whole number, 1024 to 65535",
                "\"firstPort\": {} | firstPort = {} has the wrong type, it must be a whole number, 1024 to 65535",
                "\"firstPort:String\": \"5060\" | firstPort is marked as String, it is Integer",
                "\"firstPort\": 5060, \"firstPort:Integer\": 5061 | firstPort stands here twice",
                "\"label\": 5 | label = 5 has the wrong type, it must be text, at most 8 characters",
                "\"label\": \"123456789\" | label has 9 characters, allowed are at most 8 characters",
                "\"secure\": \"yes\" | secure = \"yes\" has the wrong type, it must be true or false",
                "\"secure\": 1 | secure = 1 has the wrong type, it must be true or false",
                "\"mode\": \"on\" | mode = \"on\" is not one of: auto, off",
                "\"gain\": \"loud\" | gain = \"loud\" has the wrong type, it must be a number",
                "\"addresses\": \"a\" | addresses = \"a\" must be a list: [ ]",
                "\"addresses\": [\"a\",\"b\",\"c\",\"d\"] | addresses has 4 values, at most 3 are allowed",
                "\"addresses\": [\"a\", 2] | addresses = 2 has the wrong type, it must be text",
                "\"weights\": [1,2,3] | weights has 3 values, at most 2 are allowed",
                "\"weights:Collection<String>\": [\"1\"] | weights is marked as Collection<String>, it is Long[]",
                "\"letter\": \"ab\" | letter = \"ab\" has the wrong type, it must be one character",
                "\"secret\": 12345 | secret = (secret) has the wrong type, it must be secret text",
                "\"secret\": \"(kept)\" | secret is to be kept, but this appliance has no secret there: write it into the file"
            })
    void refusesAWrongValueAndNamesPidSettingValueAndRange(String settings, String reason) {
        assertEquals(List.of("org.bailey.media: " + reason), refuse(Samples.media(settings)));
    }

    @Test
    void refusesASettingThatDoesNotExistAndNamesThoseThatDo() {
        assertEquals(
                List.of("org.bailey.media: portMin is not a setting here; there are: firstPort, label, secret, secure,"
                        + " mode, gain, addresses, weights, letter"),
                refuse(Samples.media("\"portMin\": 5060")));
    }

    @Test
    void refusesPidsThatNobodyHasAndNamesThatDoNotFit() {
        assertEquals(
                List.of(
                        "org.bailey.medai: no installed bundle has settings under this PID",
                        "org.bailey.media~one: there is only one of these, without a name: org.bailey.media",
                        "org.bailey.zone: there can be many of these, so each needs a name: org.bailey.zone~NAME",
                        "org.bailey.zone~: there can be many of these, so each needs a name: org.bailey.zone~NAME"),
                refuse(Samples.file("\"org.bailey.medai\": {}, \"org.bailey.media~one\": {}, \"org.bailey.zone\": {},"
                        + " \"org.bailey.zone~\": {}")));
    }

    @Test
    void refusesAMissingSettingThatHasNoDefault() {
        assertEquals(
                List.of("org.bailey.zone~a: host is missing and has no default"),
                refuse(Samples.file("\"org.bailey.zone~a\": {}")));
    }

    @Test
    void refusesTextThatIsNoConfigurationFile() {
        assertTrue(refuse("{ \"a\": ").get(0).startsWith("not JSON: it breaks off or goes wrong in line 1, column "));
        assertEquals(
                List.of("a configuration file is one JSON object: it begins with { and ends with }"), refuse("[1]"));
        assertTrue(refuse("").get(0).startsWith("not JSON: "));
        assertEquals(
                List.of("\":configurator:resource-version\": 1 is missing: is this a configuration file?"),
                refuse("{\"org.bailey.media\": {}}"));
        assertEquals(
                List.of("org.bailey.media: its settings must stand in braces { }"),
                refuse(Samples.file("\"org.bailey.media\": 5")));
        assertTrue(refuse(Samples.file("\"org.bailey.media\": {}, \"org.bailey.media\": {}"))
                .get(0)
                .startsWith("not JSON: "));
    }

    @Test
    void namesEverythingThatIsWrongAtOnceAndAppliesNothingOfTheRest() {
        store.held.put("org.bailey.zone~old", Map.of("host", "kept.example"));
        List<String> reasons = refuse(Samples.file("\"org.bailey.zone~good\": {\"host\": \"a.example\"},"
                + " \"org.bailey.zone~bad\": {\"host\": 5}, \"org.bailey.media\": {\"secure\": 0, \"gain\": 2}"));
        assertEquals(2, reasons.size());
        assertEquals(Map.of("org.bailey.zone~old", Map.of("host", "kept.example")), store.held);
    }
}
