package org.bailey.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
    @TempDir
    Path folder;

    @Test
    void hasOneOwnerAtATime() throws Exception {
        try (DataDirectory first = DataDirectory.claim(folder)) {
            LaunchException refused = assertThrows(LaunchException.class, () -> DataDirectory.claim(folder));
            assertEquals(ExitCode.DATA_IN_USE, refused.code());
            assertTrue(refused.getMessage().contains(folder.toString()));
            assertTrue(Files.isDirectory(first.path("log")));
        }
        DataDirectory.claim(folder).close();
    }

    @Test
    void keepsKeysAndSettingsFromOtherUsers() throws Exception {
        try (DataDirectory data = DataDirectory.claim(folder)) {
            for (String closed : new String[] {"config", "tls", "run"}) {
                assertEquals(
                        "rwx------",
                        PosixFilePermissions.toString(Files.getPosixFilePermissions(data.path(closed))),
                        closed);
            }
        }
    }

    @Test
    void saysWhyItCannotBeMade() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");
        LaunchException refused = assertThrows(LaunchException.class, () -> DataDirectory.claim(file.resolve("data")));
        assertEquals(ExitCode.CANNOT_CREATE, refused.code());
    }

    @Test
    void leavesNoProcessIdBehind() throws Exception {
        try (DataDirectory data = DataDirectory.claim(folder)) {
            data.publish(1234, "https://127.0.0.1:8443/system/console");
            assertEquals("1234\n", Files.readString(folder.resolve("run/bailey.pid")));
        }
        assertFalse(Files.exists(folder.resolve("run/bailey.pid")));
    }
}
