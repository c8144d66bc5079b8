package org.bailey.module.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskTest {
    @TempDir
    Path folder;

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(each -> each.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void anotherFileComesInThePlaceOfTheOneBeforeWhichIsNotWrittenTo() throws Exception {
        Path file = folder.resolve("journal.json");
        Disk.write(file, "before");
        Path before = Files.createLink(folder.resolve("link"), file);
        Disk.write(file, "after");
        assertEquals("before", Files.readString(before));
        assertEquals("after", Files.readString(file));
        assertEquals(List.of("journal.json", "link"), names());
    }

    @Test
    void whoIsInterruptedWritesAllTheSame() throws Exception {
        Path file = folder.resolve("journal.json");
        Thread.currentThread().interrupt();
        Disk.write(file, "whole");
        assertTrue(Thread.interrupted());
        assertEquals("whole", Files.readString(file));
    }

    @Test
    void aCopyThatCannotBeMadeLeavesWhatWasThere() throws Exception {
        Path file = folder.resolve("a.jar");
        Disk.write(file, "before");
        assertThrows(IOException.class, () -> Disk.copy(folder.resolve("missing"), file));
        assertEquals("before", Files.readString(file));
        assertEquals(List.of("a.jar"), names());
    }
}
