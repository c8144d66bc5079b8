package org.bailey.backup.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.bailey.backup.Recovery;
import org.bailey.system.BackupPart;
import org.bailey.system.Restoration;
import org.bailey.system.SettingsRefused;
import org.bailey.system.SettingsText;
import org.junit.jupiter.api.Test;

class ApplianceBackupsTest {
    private static final char[] OPEN = {};
    private static final char[] PASSPHRASE = "correct horse".toCharArray();

    /** Settings that are one text; writes down what was asked of it. */
    private static final class OneText implements SettingsText {
        private String held;
        private final List<String> chosen = new ArrayList<>();
        private boolean breaks;

        OneText(String held) {
            this.held = held;
        }

        @Override
        public String now(boolean secrets) {
            return secrets ? held : held.replace("hunter2", "(kept)");
        }

        @Override
        public Map<String, Map<String, Object>> after(String text, Predicate<String> pids) {
            throw new UnsupportedOperationException("a backup has no need of it");
        }

        @Override
        public Set<String> named(String text) {
            throw new UnsupportedOperationException("a backup has no need of it");
        }

        @Override
        public Restoration plan(String text, Predicate<String> pids) throws SettingsRefused {
            if (text.contains("refuse me")) {
                throw new SettingsRefused(List.of("one", "two"));
            }
            return new Restoration(List.of(), List.of());
        }

        @Override
        public Restoration restore(String text, Predicate<String> pids, String why, String who)
                throws SettingsRefused, IOException {
            if (breaks) {
                throw new IOException("disk full");
            }
            held = text;
            for (String pid : List.of(
                    "org.bailey.system",
                    "org.bailey.dialplan.zone~a",
                    "org.bailey.optionkey.key~turn",
                    "org.apache.felix.http")) {
                if (pids.test(pid)) {
                    chosen.add(pid);
                }
            }
            return plan(text, pids);
        }
    }

    /** A section with one open file and one secret. */
    private static final class Part implements BackupPart {
        private Map<String, byte[]> held = new TreeMap<>(Map.of("open.txt", bytes("o"), "secret.txt", bytes("s")));

        @Override
        public String word() {
            return "tls";
        }

        @Override
        public Map<String, byte[]> files(boolean secrets) {
            Map<String, byte[]> files = new TreeMap<>(held);
            if (!secrets) {
                files.remove("secret.txt");
            }
            return files;
        }

        @Override
        public List<String> plan(Map<String, byte[]> files) {
            return List.of(files.size() + " files come");
        }

        @Override
        public List<String> restore(Map<String, byte[]> files) {
            held = files;
            return plan(files);
        }
    }

    private static final String SETTINGS =
            "{\"org.bailey.system\": {\"password\": \"hunter2\"}, \"org.bailey.optionkey.key~turn\": {},"
                    + " \"org.bailey.dialplan.zone~a\": {}, \"org.apache.felix.http\": {}}";

    private final OneText settings = new OneText(SETTINGS);
    private final Part part = new Part();
    private final ApplianceBackups here = backups("AAAAA", "1.2.0", settings, List.of(part));

    private static ApplianceBackups backups(
            String serial, String version, SettingsText settings, List<BackupPart> parts) {
        return new ApplianceBackups(
                settings,
                () -> new Self(serial, version, Map.of("org.bailey.b2bua.provider", version + ".b1")),
                Clock.systemUTC(),
                parts);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String refusal(ApplianceBackups backups, byte[] file, List<String> only) {
        return assertThrows(SettingsRefused.class, () -> backups.restore(file, PASSPHRASE, only, "alice"))
                .getMessage();
    }

    @Test
    void withoutKeysNoSecretIsInItAndItSaysSo() throws Exception {
        Archive archive = Archive.read(here.make(OPEN));
        assertFalse(new String(archive.files().get("config.json"), StandardCharsets.UTF_8).contains("hunter2"));
        assertEquals(
                "[config.json, tls/open.txt]",
                new TreeMap<>(archive.files()).keySet().toString());
        Recovery plan = here.plan(here.make(OPEN), OPEN, List.of());
        assertTrue(plan.sameAppliance());
        assertTrue(plan.sentences().get(0).contains("made without keys"), plan::toString);
    }

    @Test
    void withKeysEverythingComesBackWithThePassphraseOnly() throws Exception {
        byte[] file = here.make(PASSPHRASE);
        assertTrue(here.isLocked(file));
        settings.held = "{}";
        part.held = Map.of();
        assertEquals(
                "the passphrase does not open the backup",
                assertThrows(
                                SettingsRefused.class,
                                () -> here.restore(file, "correct house".toCharArray(), List.of(), ""))
                        .getMessage());
        assertEquals(Map.of(), part.held);
        here.restore(file, PASSPHRASE, List.of(), "alice");
        assertEquals(SETTINGS, settings.held);
        assertEquals("[open.txt, secret.txt]", part.held.keySet().toString());
        assertThrows(SettingsRefused.class, () -> here.make("short".toCharArray()));
    }

    @Test
    void onAnotherMachineOptionKeysStayBehindAndItIsTold() throws Exception {
        ApplianceBackups other = backups("BBBBB", "1.2.0", settings, List.of());
        Recovery done = other.restore(here.make(OPEN), OPEN, List.of(), "alice");
        assertEquals(
                List.of("org.bailey.system", "org.bailey.dialplan.zone~a", "org.apache.felix.http"), settings.chosen);
        assertFalse(done.sameAppliance());
        String said = String.join("\n", done.sentences());
        assertTrue(said.contains("serial number AAAAA, this appliance is BBBBB: 1 option key is left out"), said);
        assertTrue(said.contains("The files of tls are left out: that section does not run here."), said);
    }

    @Test
    void onlySomeSectionsAreTakenWhenTheyAreNamed() throws Exception {
        byte[] file = here.make(PASSPHRASE);
        part.held = Map.of();
        here.restore(file, PASSPHRASE, List.of("dialplan"), "alice");
        assertEquals(List.of("org.bailey.dialplan.zone~a"), settings.chosen);
        assertEquals(Map.of(), part.held);
        settings.chosen.clear();
        here.restore(file, PASSPHRASE, List.of("config"), "alice");
        assertEquals(4, settings.chosen.size());
        assertEquals(Map.of(), part.held);
        assertEquals(
                "\"nosuch\" is not in the backup; there are config, dialplan, optionkey, system, tls",
                refusal(here, file, List.of("nosuch")));
    }

    @Test
    void aNewerVersionIsRefusedAnOlderOneIsNot() throws Exception {
        byte[] file = here.make(OPEN);
        String said = refusal(backups("AAAAA", "1.1.9", settings, List.of()), file, List.of());
        assertEquals("the backup was made by version 1.2.0, this is 1.1.9: update this appliance first", said);
        Recovery older = backups("AAAAA", "1.3.0", settings, List.of(part)).plan(file, OPEN, List.of());
        assertTrue(older.sentences()
                .toString()
                .contains("org.bailey.b2bua.provider was version 1.2.0.b1, here it is 1.3.0.b1"));
    }

    @Test
    void whenTheSettingsAreRefusedNothingIsTouched() throws Exception {
        settings.held = "{\"org.bailey.system\": \"refuse me\"}";
        byte[] file = here.make(PASSPHRASE);
        part.held = Map.of();
        assertEquals("one\ntwo", refusal(here, file, List.of()));
        assertEquals(Map.of(), part.held);
    }

    @Test
    void whenTheSettingsCannotBeStoredTheFilesAreAgainWhatTheyWere() throws Exception {
        byte[] file = here.make(PASSPHRASE);
        part.held = new TreeMap<>(Map.of("open.txt", bytes("of here")));
        settings.breaks = true;
        assertThrows(IOException.class, () -> here.restore(file, PASSPHRASE, List.of(), "alice"));
        assertEquals("[open.txt]", part.held.keySet().toString());
        assertEquals("of here", new String(part.held.get("open.txt"), StandardCharsets.UTF_8));
    }
}
