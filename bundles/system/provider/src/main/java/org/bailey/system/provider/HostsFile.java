package org.bailey.system.provider;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Names in hosts(5) come before DNS. The file is read again when it has changed; it is looked at once a second at most. */
final class HostsFile {
    private static final long LOOK_EVERY_NANOS = 1_000_000_000L;

    private final Path file;
    private Map<String, List<InetAddress>> names = Map.of();
    private FileTime read = FileTime.fromMillis(0);
    private long looked = System.nanoTime() - LOOK_EVERY_NANOS;

    HostsFile(Path file) {
        this.file = file;
    }

    /** {@return addresses in the order of the file; empty when the name is not in it} */
    synchronized List<InetAddress> addresses(String name) {
        long now = System.nanoTime();
        if (now - looked >= LOOK_EVERY_NANOS) {
            looked = now;
            refresh();
        }
        return names.getOrDefault(plain(name), List.of());
    }

    private void refresh() {
        try {
            FileTime changed = Files.getLastModifiedTime(file);
            if (!changed.equals(read)) {
                names = parse(Files.readString(file, StandardCharsets.ISO_8859_1));
                read = changed;
            }
        } catch (IOException absent) {
            names = Map.of();
            read = FileTime.fromMillis(0);
        }
    }

    static Map<String, List<InetAddress>> parse(String text) {
        Map<String, List<InetAddress>> names = new HashMap<>();
        for (String line : text.split("\n")) {
            int comment = line.indexOf('#');
            String[] words =
                    (comment < 0 ? line : line.substring(0, comment)).strip().split("\\s+");
            InetAddress address = ServerAddress.literal(words[0]);
            for (int i = 1; i < words.length && address != null; i++) {
                names.computeIfAbsent(plain(words[i]), n -> new ArrayList<>()).add(address);
            }
        }
        return names;
    }

    private static String plain(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }
}
