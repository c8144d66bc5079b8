package org.bailey.module.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import org.bailey.module.UpdateRecord;
import org.bailey.module.UpdateRecord.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTest {
    @TempDir
    Path folder;

    private static UpdateRecord record(int number) {
        Instant at = Instant.ofEpochSecond(1_800_000_000L + number);
        return new UpdateRecord(
                "u" + number,
                "a 1 to 2",
                "admin",
                at,
                at,
                Outcome.PUT_BACK,
                "it \"threw\"\nagain",
                List.of(new UpdateRecord.Step(at, "begun")));
    }

    @Test
    void keepsWhatHappenedOverARestartNewestFirstAndSkipsADamagedLine() throws Exception {
        Path file = folder.resolve("module/history.jsonl");
        History history = new History(file);
        history.add(record(1));
        Files.writeString(file, "{\"half a li\n", StandardOpenOption.APPEND);
        history.add(record(2));
        assertEquals(List.of(record(2), record(1)), new History(file).all());
    }

    @Test
    void isBounded() throws Exception {
        Path file = folder.resolve("history.jsonl");
        History history = new History(file);
        int many = 2 * History.KEPT;
        for (int number = 0; number < many; number++) {
            history.add(record(number));
        }
        List<UpdateRecord> all = new History(file).all();
        assertEquals(record(many - 1), all.get(0));
        assertTrue(all.size() >= History.KEPT && all.size() <= History.KEPT * 3 / 2, all.size() + " are kept");
        assertEquals(history.all(), all);
    }
}
