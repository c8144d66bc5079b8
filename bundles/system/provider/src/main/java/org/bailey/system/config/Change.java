package org.bailey.system.config;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is to happen to one PID.
 *
 * @param before null when it is new
 * @param after null when it is to go
 */
record Change(
        String pid,
        @Nullable Map<String, Object> before,
        @Nullable Map<String, Object> after) {

    boolean isNothing() {
        return before == null ? after == null : after != null && plain(before).equals(plain(after));
    }

    /** One line for the PID, one for each setting that differs; {@code +} comes, {@code -} goes, {@code ~} changes. */
    List<String> lines(@Nullable ObjectClass known) {
        List<String> lines = new ArrayList<>();
        lines.add((before == null ? "+ " : after == null ? "- " : "~ ") + pid);
        Map<String, Object> old = before == null ? Map.of() : plain(before);
        Map<String, Object> now = after == null ? Map.of() : plain(after);
        TreeSet<String> keys = new TreeSet<>(old.keySet());
        keys.addAll(now.keySet());
        for (String key : keys) {
            Object was = old.get(key);
            Object is = now.get(key);
            if (was == null || !was.equals(is)) {
                Attribute attribute = known == null ? null : known.attributes().get(key);
                boolean secret = attribute == null || attribute.isSecret();
                lines.add("    " + key + ": " + shown(was, secret) + " -> " + shown(is, secret));
            }
        }
        return lines;
    }

    private static String shown(@Nullable Object value, boolean secret) {
        return value == null ? "(default)" : secret ? "(secret)" : value.toString();
    }

    /** Arrays and collections as lists, so that they compare and print. */
    private static Map<String, Object> plain(Map<String, Object> settings) {
        Map<String, Object> plain = new HashMap<>();
        settings.forEach((key, value) -> plain.put(key, plain(value)));
        return plain;
    }

    static Object plain(Object value) {
        if (value instanceof Collection<?> many) {
            return List.copyOf(many);
        }
        if (!value.getClass().isArray()) {
            return value;
        }
        List<Object> list = new ArrayList<>();
        for (int i = 0; i < Array.getLength(value); i++) {
            list.add(Array.get(value, i));
        }
        return list;
    }
}
