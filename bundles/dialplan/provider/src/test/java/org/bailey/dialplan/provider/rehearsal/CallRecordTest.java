package org.bailey.dialplan.provider.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bailey.dialplan.Dialect;
import org.bailey.dialplan.Origin;
import org.bailey.dialplan.PlanOverview.Recorded;
import org.bailey.dialplan.SipVariant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CallRecordTest {
    private static final Origin CUCM = new Origin("CUCM", Dialect.STANDARD, SipVariant.STANDARD, true, "");
    private static final Origin STRANGER = new Origin("", Dialect.STANDARD, SipVariant.MICROSOFT_AV, false, "");

    @TempDir
    private Path data;

    private LocalDate today = LocalDate.of(2026, 3, 30);

    private CallRecord record() {
        return new CallRecord(data.resolve("dialplan"), () -> today);
    }

    @Test
    void callsAreCountedByWhoCalledWhat() throws IOException {
        CallRecord record = record();
        record.add("sip:3000@video.example.com;transport=tls", CUCM, "Rooms as sip:3000@video.example.com");
        record.add("sip:3000@video.example.com", CUCM, "Rooms as sip:3000@video.example.com");
        record.add("sip:3000@video.example.com", STRANGER, "404: no search rule");
        assertEquals(new Recorded(7, 3, 2, 0), record.told(7));
        record.write(7);
        record.add("sip:3000@video.example.com", CUCM, "Rooms as sip:3000@video.example.com");
        List<CallRecord.Entry> entries = record.entries();
        assertEquals(3, entries.get(0).count());
        assertEquals("CUCM", entries.get(0).question().from());
        assertEquals("sip:3000@video.example.com", entries.get(0).question().alias());
        assertEquals("Default zone", entries.get(1).question().from());
        assertEquals(SipVariant.MICROSOFT_AV, entries.get(1).question().variant());
    }

    /** As when a provider is replaced side by side: both write, and whoever comes next reads all of it. */
    @Test
    void twoInstancesMayWriteAtOnceAndTheNextReadsBoth() throws IOException {
        CallRecord old = record();
        CallRecord fresh = record();
        old.add("sip:a@x", CUCM, "r");
        fresh.add("sip:a@x", CUCM, "r");
        old.write(7);
        fresh.write(7);
        old.add("sip:b@x", CUCM, "r");
        old.write(7);
        assertEquals(new Recorded(7, 3, 2, 0), record().told(7));
    }

    @Test
    void daysThatAreOverAreForgottenAndNobodyElseMayReadTheRest() throws IOException {
        CallRecord record = record();
        for (int i = 0; i < 5; i++) {
            record.add("sip:a" + i + "@x", CUCM, "r");
            record.write(3);
            today = today.plusDays(1);
        }
        assertEquals(Map.of("2026-04-01", 1L, "2026-04-02", 1L, "2026-04-03", 1L), record.days());
        try (Stream<Path> files = Files.list(data.resolve("dialplan"))) {
            for (Path file : files.toList()) {
                assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
            }
        }
        record.add("sip:z@x", CUCM, "r");
        record.write(0);
        assertEquals(Map.of(), record.days());
    }

    @Test
    void aDamagedLineIsOverlooked() throws IOException {
        CallRecord record = record();
        record.add("sip:a@x", CUCM, "r");
        record.write(7);
        Path file = data.resolve("dialplan/calls-2026-03-30.txt");
        Files.writeString(file, "7\tCUCM\tNOSUCH\tsip:b@x\tr\nx\ty\n\n9\tCU", StandardOpenOption.APPEND);
        Files.writeString(data.resolve("dialplan/other.txt"), "not ours");
        assertEquals(new Recorded(7, 1, 1, 0), record.told(7));
        record.write(7);
        assertTrue(Files.exists(data.resolve("dialplan/other.txt")));
    }

    @Test
    void aFloodIsBoundedAndSaysSo() throws IOException {
        CallRecord record = record();
        for (int i = 0; i < 6000; i++) {
            record.add("sip:a" + i + "@x", CUCM, "r");
        }
        assertEquals(new Recorded(7, 5000, 5000, 1000), record.told(7));
        record.add("sip:" + "a".repeat(600) + "@x", CUCM, "r");
        record.add("sip:tab\there@x", CUCM, "line\nbreak");
        record.write(7);
        record.add("sip:tab\there@x", CUCM, "line\nbreak");
        record.write(7);
        assertEquals(5001, record.entries().size());
        assertEquals(0, record.told(7).dropped() - 1001);
    }
}
