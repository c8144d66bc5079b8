package org.bailey.system.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.bailey.system.config.Guard;
import org.bailey.system.config.Refused;
import org.bailey.system.config.Store;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecorderTest {
    private static final String ZONE = "org.bailey.zone~a";

    @TempDir
    Path data;

    private final Hands clock = new Hands();
    private SnapshotSettings settings = new SnapshotSettings(100, Duration.ofDays(10));
    private final Held store = new Held();
    private SnapshotFolder folder;
    private Recorder recorder;

    private static final class Held implements Store {
        private final Map<String, Map<String, Object>> held = new TreeMap<>();

        @Override
        public Map<String, Map<String, Object>> all() {
            return new TreeMap<>(held);
        }

        @Override
        public void put(String pid, Map<String, Object> settings) {
            held.put(pid, settings);
        }

        @Override
        public void remove(String pid) {
            held.remove(pid);
        }
    }

    private static final class Hands extends Clock {
        private Instant now = Instant.now(); // files bear the time of the machine

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @BeforeEach
    void begin() throws IOException {
        folder = new SnapshotFolder(data.resolve("snapshots"));
        store.held.put(ZONE, Map.of("host", "a", "port", 5060));
        recorder = new Recorder(folder, () -> settings, clock, store);
    }

    private void set(String pid, Map<String, Object> values, String who) throws IOException {
        store.held.put(pid, values);
        recorder.changed(pid, Optional.of(values), who);
    }

    private void remove(String pid, String who) throws IOException {
        store.held.remove(pid);
        recorder.changed(pid, Optional.empty(), who);
    }

    private void host(String host, String who) throws IOException {
        set(ZONE, Map.of("host", host), who);
    }

    private SnapshotText read(int id) throws IOException, Refused {
        return SnapshotText.read(folder.text(id).orElseThrow());
    }

    @Test
    void keepsWhatWasBeforeTheFirstOfChangesThatBelongTogether() throws Exception {
        host("b", "alice");
        clock.now = clock.now.plusMillis(1900);
        host("c", "alice");
        clock.now = clock.now.plusMillis(1900);
        set("org.bailey.media", Map.of("firstPort", 2000), "alice");
        assertEquals(List.of(1), folder.ids());
        assertEquals(Map.of(ZONE, Map.of("host", "a", "port", 5060)), read(1).settings());
        assertEquals("before a change of " + ZONE, read(1).why());
        assertEquals("alice", read(1).who());
    }

    @Test
    void beginsAnewAfterAPauseAndForSomebodyElse() throws Exception {
        host("b", "alice");
        host("c", "bob");
        clock.now = clock.now.plusSeconds(2);
        host("d", "bob");
        assertEquals(List.of(3, 2, 1), folder.ids());
        assertEquals(Map.of(ZONE, Map.of("host", "c")), read(3).settings());
    }

    @Test
    void storingTheSameAgainIsNoChange() throws Exception {
        set(ZONE, Map.of("port", 5060, "host", "a"), "alice");
        assertEquals(List.of(), folder.ids());
    }

    @Test
    void whatIsAnnouncedIsOneSnapshotTakenBeforehand() throws Exception {
        host("b", "alice");
        try (Guard.Scope announced = recorder.before("before a file of settings was applied", "alice")) {
            assertEquals(List.of(2, 1), folder.ids());
            clock.now = clock.now.plusSeconds(60);
            host("c", "alice");
            remove(ZONE, "alice");
        }
        assertEquals(List.of(2, 1), folder.ids());
        assertEquals(Map.of(ZONE, Map.of("host", "b")), read(2).settings());
        host("d", "alice");
        assertEquals(List.of(2, 1), folder.ids(), "there is nothing to keep of an appliance without settings");
        remove(ZONE, "bob");
        assertEquals(List.of(3, 2, 1), folder.ids());
    }

    @Test
    void whatChangedUnheardAtAStartIsNoticedWhenItLooks() throws Exception {
        recorder.look("before the features brought their defaults");
        assertEquals(List.of(), folder.ids());
        store.held.put("org.bailey.media", Map.of("firstPort", 2000));
        recorder.look("before the features brought their defaults");
        assertEquals(Map.of(ZONE, Map.of("host", "a", "port", 5060)), read(1).settings());
        host("b", "alice");
        assertEquals(2, read(2).settings().size(), "what was unheard is in the next one");
    }

    @Test
    void onlyTheApplianceMayReadThem() throws Exception {
        recorder.take("asked for", "");
        Path file = data.resolve("snapshots/1.json");
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())));
    }

    @Test
    void theOldestGoWhenThereAreTooManyOrTheyAreTooOldButNeverTheLatest() throws Exception {
        settings = new SnapshotSettings(3, Duration.ofDays(10));
        for (int i = 0; i < 5; i++) {
            recorder.take("asked for", "");
        }
        assertEquals(List.of(5, 4, 3), folder.ids());
        for (int id : folder.ids()) {
            Files.setLastModifiedTime(
                    data.resolve("snapshots/" + id + ".json"), FileTime.from(clock.now.minus(Duration.ofDays(11))));
        }
        folder.prune(settings, clock.now);
        assertEquals(List.of(5), folder.ids());
    }

    @Test
    void whatAnInterruptedWriterLeftGoesAtTheNextStart() throws Exception {
        Path left = Files.writeString(data.resolve("snapshots/.new123.tmp"), "{");
        assertEquals(List.of(), new SnapshotFolder(data.resolve("snapshots")).ids());
        assertTrue(Files.notExists(left));
    }

    @Test
    void aFolderThatCannotBeWrittenRefusesWhatIsAnnouncedAndSaysWhy() throws Exception {
        Files.delete(data.resolve("snapshots"));
        Files.writeString(data.resolve("snapshots"), "in the way");
        IOException refused = assertThrows(IOException.class, () -> recorder.before("before", "alice"));
        assertTrue(refused.getMessage().startsWith("no snapshot could be taken before, so nothing was changed"));
        assertThrows(IOException.class, () -> host("b", "alice"));
        Files.delete(data.resolve("snapshots"));
        Files.createDirectory(data.resolve("snapshots"));
        host("c", "bob");
        assertEquals(Map.of("host", "b"), read(1).settings().get(ZONE), "the copy followed all the same");
    }

    @Test
    void everyTypeComesBackAsItWas() throws Exception {
        Map<String, Object> all = Map.of(
                "text",
                "a//b",
                "letter",
                'x',
                "small",
                (short) 3,
                "long",
                5_000_000_000L,
                "flag",
                true,
                "gain",
                0.5,
                "port",
                5060,
                "names",
                List.of("a", "b"),
                "none",
                List.of());
        Map<String, Map<String, Object>> settings = Map.of("org.bailey.every", all);
        SnapshotText back = SnapshotText.read(new SnapshotText(clock.now, "why", "who", settings).text());
        assertEquals(settings, back.settings());
        assertEquals(clock.now, back.taken());
    }
}
