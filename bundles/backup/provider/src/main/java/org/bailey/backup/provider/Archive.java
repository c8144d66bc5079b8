package org.bailey.backup.provider;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.bailey.backup.Backups;
import org.bailey.system.SettingsRefused;

/**
 * A backup as a zip: {@code backup.json} first, {@code config.json}, then {@code WORD/FILE} of sections. Whoever reads one
 * trusts nothing in it.
 */
record Archive(About about, Map<String, byte[]> files) {
    static final String ABOUT = "backup.json";
    static final String CONFIG = "config.json";

    private static final Pattern NAME =
            Pattern.compile("config\\.json|[a-z][a-z0-9]{0,31}/[A-Za-z0-9][A-Za-z0-9._-]{0,127}");
    private static final int MOST_FILES = 1000;
    /** End of central directory record (APPNOTE 4.3.16), without comment. */
    private static final int END_BYTES = 22;

    private static final int END_SIGNATURE = 0x06054b50;

    static Map<String, String> hashes(Map<String, byte[]> files) {
        Map<String, String> hashes = new TreeMap<>();
        files.forEach((name, content) -> hashes.put(name, sha256(content)));
        return hashes;
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    byte[] bytes() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            put(zip, ABOUT, about.json());
            for (Map.Entry<String, byte[]> file : new TreeMap<>(files).entrySet()) {
                put(zip, file.getKey(), file.getValue());
            }
        }
        return bytes.toByteArray();
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }

    /** @throws SettingsRefused saying why it is none, or in what it is damaged */
    static Archive read(byte[] bytes) throws SettingsRefused {
        if (bytes.length < 4 || bytes[0] != 'P' || bytes[1] != 'K') {
            throw new SettingsRefused("this is not a backup of an appliance");
        }
        Map<String, byte[]> files = entries(bytes);
        byte[] about = files.remove(ABOUT);
        if (about == null) {
            throw new SettingsRefused("this is not a backup of an appliance: it is a zip without backup.json");
        }
        Archive archive = new Archive(About.read(about), files);
        archive.check(bytes);
        return archive;
    }

    private void check(byte[] bytes) throws SettingsRefused {
        for (Map.Entry<String, String> said : about.hashes().entrySet()) {
            byte[] content = files.get(said.getKey());
            if (content == null) {
                throw new SettingsRefused("the backup is damaged: " + said.getKey() + " is missing in it");
            }
            if (!sha256(content).equals(said.getValue())) {
                throw new SettingsRefused("the backup is damaged: " + said.getKey() + " is not what it was");
            }
        }
        for (String name : files.keySet()) {
            if (!about.hashes().containsKey(name)) {
                throw new SettingsRefused("the backup was changed: " + shown(name) + " was not in it when it was made");
            }
        }
        if (!files.containsKey(CONFIG)) {
            throw new SettingsRefused("this is not a backup of an appliance: there is no config.json in it");
        }
        ByteBuffer end = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int at = bytes.length - END_BYTES;
        if (at < 0 || end.getInt(at) != END_SIGNATURE || end.getShort(at + 10) != files.size() + 1) {
            throw new SettingsRefused("the backup is cut off, or something was added at its end");
        }
    }

    private static Map<String, byte[]> entries(byte[] bytes) throws SettingsRefused {
        Map<String, byte[]> files = new LinkedHashMap<>();
        long left = Backups.LONGEST;
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                String name = entry.getName();
                if (!name.equals(ABOUT) && !NAME.matcher(name).matches()) {
                    throw new SettingsRefused("the backup has a file of a name that none of ours has: " + shown(name));
                }
                if (files.isEmpty() && !name.equals(ABOUT)) {
                    throw new SettingsRefused(
                            "this is not a backup of an appliance: it does not begin with backup.json");
                }
                byte[] content = zip.readNBytes((int) left + 1);
                left -= content.length;
                if (left < 0 || files.size() > MOST_FILES) {
                    throw new SettingsRefused("unpacked, the backup has more than " + (Backups.LONGEST >> 20)
                            + " MiB or " + MOST_FILES + " files: none of ours is that large");
                }
                if (files.put(name, content) != null) {
                    throw new SettingsRefused("the backup was changed: " + shown(name) + " is in it twice");
                }
            }
            return files;
        } catch (ZipException e) {
            throw new SettingsRefused("the backup is damaged: " + e.getMessage());
        } catch (IOException | IllegalArgumentException e) {
            throw new SettingsRefused("the backup is cut off or damaged: " + e.getMessage());
        }
    }

    /** Nothing of a stranger's that could pretend to be more than a name. */
    private static String shown(String name) {
        String plain = name.replaceAll("[^ -~]", "?");
        return "\"" + (plain.length() > 80 ? plain.substring(0, 80) + "..." : plain) + "\"";
    }
}
