package org.bailey.dialplan.provider.rehearsal;

import java.lang.reflect.Array;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import org.bailey.dialplan.provider.config.Entry;

/** A short name for exactly these settings, the same for whoever computes it. */
public final class Basis {
    private static final int BYTES = 8;

    private Basis() {}

    public static String of(Collection<Entry> entries) {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
        entries.stream().sorted(Comparator.comparing(Entry::pid)).forEach(entry -> {
            add(digest, entry.pid());
            new TreeMap<>(entry.values()).forEach((name, value) -> {
                boolean ofTheStore = name.startsWith("service.") || name.startsWith("felix.") || name.startsWith(":");
                if (!ofTheStore) {
                    add(digest, name + "=" + plain(value));
                }
            });
        });
        return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
    }

    private static void add(MessageDigest digest, String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }

    private static String plain(Object value) {
        if (value instanceof Collection<?> many) {
            return many.toString();
        }
        if (!value.getClass().isArray()) {
            return value.toString();
        }
        List<Object> list = new ArrayList<>();
        for (int i = 0; i < Array.getLength(value); i++) {
            list.add(Array.get(value, i));
        }
        return list.toString();
    }
}
