package org.bailey.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {
    @TempDir
    Path folder;

    private Options parse(String... args) throws LaunchException {
        return Options.parse(folder, folder.resolve("data"), List.of(args));
    }

    @Test
    void startsWithoutAnyOption() throws LaunchException {
        Options options = parse();
        assertEquals(8443, options.httpPort());
        assertEquals(folder.resolve("data"), options.data());
        assertFalse(options.lab());
    }

    @Test
    void takesAllOptionsInAnyOrder() throws Exception {
        Path file = Files.writeString(folder.resolve("a.json"), "{}");
        Options options = parse("--lab", "--http", "9443", "--config", file.toString(), "--data", "/var/x/../y");
        assertTrue(options.lab());
        assertEquals(9443, options.httpPort());
        assertEquals(file, options.config());
        assertEquals(Path.of("/var/y"), options.data());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65536", "http", "-1", "443x", ""})
    void refusesWhatIsNoPortAndShowsIt(String port) {
        LaunchException refused = assertThrows(LaunchException.class, () -> parse("--http", port));
        assertEquals(ExitCode.USAGE, refused.code());
        assertTrue(refused.getMessage().contains("--http " + port), refused.getMessage());
    }

    @Test
    void refusesUnknownOptionsAndMissingValues() {
        assertEquals(
                ExitCode.USAGE,
                assertThrows(LaunchException.class, () -> parse("--port")).code());
        assertEquals(
                ExitCode.USAGE,
                assertThrows(LaunchException.class, () -> parse("--data")).code());
    }

    @Test
    void refusesAConfigurationFileThatIsNotThere() {
        LaunchException refused = assertThrows(LaunchException.class, () -> parse("--config", "/nowhere.json"));
        assertEquals(ExitCode.NO_INPUT, refused.code());
        assertTrue(refused.getMessage().contains("/nowhere.json"));
    }
}
