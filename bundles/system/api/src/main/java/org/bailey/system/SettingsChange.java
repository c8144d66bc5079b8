package org.bailey.system;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What differs in one PID. Secrets are in none of it: for them it only says that they differ. */
public record SettingsChange(String pid, Kind kind, List<Value> values) {
    /** What becomes of the PID. */
    public enum Kind {
        ADDED("+ "),
        REMOVED("- "),
        CHANGED("~ ");

        private final String mark;

        Kind(String mark) {
            this.mark = mark;
        }
    }

    /**
     * One setting that differs.
     *
     * @param before null where the default held
     * @param after null where the default holds
     * @param secret whether the two say nothing but that there is a value
     */
    public record Value(
            String name, @Nullable String before, @Nullable String after, boolean secret) {
        @Override
        public String toString() {
            return name + ": " + shown(before) + " -> " + shown(after);
        }

        private static String shown(@Nullable String value) {
            return value == null ? "(default)" : value;
        }
    }

    public SettingsChange {
        values = List.copyOf(values);
    }

    /** {@return one line for the PID, one for each setting; {@code +} comes, {@code -} goes, {@code ~} changes} */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(kind.mark + pid);
        values.forEach(value -> lines.add("    " + value));
        return lines;
    }
}
