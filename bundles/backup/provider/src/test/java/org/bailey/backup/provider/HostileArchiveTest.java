package org.bailey.backup.provider;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.bailey.backup.Backups;
import org.bailey.system.SettingsRefused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are no backup, or not one any more, or pretend to be one. */
class HostileArchiveTest {
    private static final Instant MADE = Instant.parse("2026-11-21T22:00:00Z");

    private final Map<String, byte[]> files =
            new LinkedHashMap<>(Map.of("config.json", bytes("{}"), "tls/trusted.pem", bytes("pem")));

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private About about() {
        return new About(MADE, "1.0.0", "7K3QD-9M2XA", false, Map.of(), Archive.hashes(files));
    }

    private static byte[] zip(Map<String, byte[]> entries) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        }
        return out.toByteArray();
    }

    private Map<String, byte[]> whole() {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put(Archive.ABOUT, about().json());
        entries.putAll(files);
        return entries;
    }

    private static String refusal(byte... file) {
        return assertThrows(SettingsRefused.class, () -> Archive.read(file)).getMessage();
    }

    @Test
    void whatWasPackedComesBack() throws Exception {
        Archive read = Archive.read(new Archive(about(), files).bytes());
        assertEquals(about(), read.about());
        assertEquals(files.keySet(), new TreeMap<>(read.files()).keySet());
        assertArrayEquals(bytes("pem"), read.files().get("tls/trusted.pem"));
    }

    @Test
    void everyShorterFileIsRefused() throws Exception {
        byte[] good = new Archive(about(), files).bytes();
        for (int length = 0; length < good.length; length++) {
            refusal(Arrays.copyOf(good, length));
        }
        assertTrue(refusal(Arrays.copyOf(good, good.length + 1)).contains("something was added"));
    }

    @Test
    void noChangedByteIsTakenForWhatItWas() throws Exception {
        byte[] good = new Archive(about(), files).bytes();
        for (int at = 0; at < good.length; at++) {
            byte[] changed = good.clone();
            changed[at] ^= 0x55;
            try {
                Archive read = Archive.read(changed);
                // times, flags and the directory at the end may differ: what is taken may not
                assertEquals(about(), read.about());
                files.forEach((name, content) ->
                        assertArrayEquals(content, read.files().get(name)));
            } catch (SettingsRefused said) {
                assertTrue(said.getMessage().contains("backup"), said.getMessage());
            }
        }
    }

    @Test
    void noiseIsNoBackup() {
        Random noise = new Random(7);
        for (int i = 0; i < 2000; i++) {
            byte[] bytes = new byte[noise.nextInt(300)];
            noise.nextBytes(bytes);
            if (i % 2 == 0 && bytes.length > 4) {
                System.arraycopy(new byte[] {'P', 'K', 3, 4}, 0, bytes, 0, 4);
            }
            refusal(bytes);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../evil",
                "tls/../../evil",
                "/etc/passwd",
                "tls\\evil",
                "tls/a/b",
                "tls/",
                "tls/..",
                "TLS/a",
                "tls/.hidden",
                "config.json/x",
                "C:/x",
                "tls/\u0000"
            })
    void namesThatLeadElsewhereAreRefused(String name) throws Exception {
        files.put(name, bytes("x"));
        assertTrue(refusal(zip(whole())).contains("a name that none of ours has"));
    }

    @Test
    void aZipBombIsGivenUpBeforeItFillsTheMemory() throws Exception {
        files.put("tls/big", new byte[Backups.LONGEST]);
        byte[] bomb = zip(whole());
        assertTrue(bomb.length < Backups.LONGEST / 100, "it is small while packed");
        assertTrue(refusal(bomb).contains("unpacked, the backup has more than 64 MiB"));
    }

    @Test
    void tooManyFilesAreRefused() throws Exception {
        for (int i = 0; i < 1001; i++) {
            files.put("tls/f" + i, new byte[0]);
        }
        assertTrue(refusal(zip(whole())).contains("1000 files"));
    }

    @Test
    void aFileThatNobodyListedIsRefused() throws Exception {
        Map<String, byte[]> entries = whole();
        entries.put("console/users.json", bytes("{}"));
        assertEquals(
                "the backup was changed: \"console/users.json\" was not in it when it was made", refusal(zip(entries)));
    }

    @Test
    void aFileThatIsMissingOrOtherIsNamed() throws Exception {
        Map<String, byte[]> entries = whole();
        entries.put("tls/trusted.pem", bytes("other"));
        assertEquals("the backup is damaged: tls/trusted.pem is not what it was", refusal(zip(entries)));
        entries.remove("tls/trusted.pem");
        assertEquals("the backup is damaged: tls/trusted.pem is missing in it", refusal(zip(entries)));
    }

    @Test
    void aZipOfSomethingElseIsNoBackup() throws Exception {
        assertTrue(refusal(zip(Map.of("META-INF/MANIFEST.MF", bytes("x")))).contains("a name that none of ours has"));
        assertTrue(refusal(zip(Map.of("config.json", bytes("{}")))).contains("does not begin with backup.json"));
        assertTrue(refusal(zip(Map.of("backup.json", bytes("{\"a\": 1}")))).contains("not a backup"));
        assertTrue(refusal(zip(Map.of("backup.json", bytes("[1,")))).contains("backup.json does not say what it is"));
        assertEquals("this is not a backup of an appliance", refusal(bytes("{\"org.bailey.system\": {}}")));
    }

    @Test
    void aNewerFormIsToldApartFromDamage() throws Exception {
        String newer = new String(about().json(), StandardCharsets.UTF_8)
                .replace("\"bailey-backup\":1", "\"bailey-backup\":2");
        String said = refusal(zip(Map.of("backup.json", bytes(newer))));
        assertTrue(said.contains("was made by a newer version, update this appliance first"), said);
    }
}
