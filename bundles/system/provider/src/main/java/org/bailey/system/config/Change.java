package org.bailey.system.config;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.bailey.system.SettingsChange;
import org.bailey.system.SettingsChange.Kind;
import org.jspecify.annotations.Nullable;

/**
 * What is to happen to one PID.
 *
 * @param before null when it is new
 * @param after null when it is to go
 */
public record Change(
        String pid,
        @Nullable Map<String, Object> before,
        @Nullable Map<String, Object> after) {

    public boolean isNothing() {
        return before == null ? after == null : after != null && plain(before).equals(plain(after));
    }

    /** {@return what differs, for people; what nobody describes may be a secret} */
    public SettingsChange shown(@Nullable ObjectClass known) {
        List<SettingsChange.Value> values = new ArrayList<>();
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
                values.add(new SettingsChange.Value(key, shown(was, secret), shown(is, secret), secret));
            }
        }
        return new SettingsChange(
                pid, before == null ? Kind.ADDED : after == null ? Kind.REMOVED : Kind.CHANGED, values);
    }

    private static @Nullable String shown(@Nullable Object value, boolean secret) {
        return value == null ? null : secret ? "(secret)" : value.toString();
    }

    /** Arrays and collections as lists, so that they compare and print. */
    private static Map<String, Object> plain(Map<String, Object> settings) {
        Map<String, Object> plain = new HashMap<>();
        settings.forEach((key, value) -> plain.put(key, plain(value)));
        return plain;
    }

    public static Object plain(Object value) {
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
