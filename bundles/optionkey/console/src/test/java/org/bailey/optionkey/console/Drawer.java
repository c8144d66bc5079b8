package org.bailey.optionkey.console;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bailey.optionkey.FeatureUse;
import org.bailey.optionkey.KeyRefused;
import org.bailey.optionkey.KeyStatus;
import org.bailey.optionkey.KeyStatus.State;
import org.bailey.optionkey.OptionKeys;
import org.jspecify.annotations.Nullable;

/** Two keys, two features; takes the key {@code good}. */
final class Drawer implements OptionKeys {
    static final String SERIAL = "7K3QD-9M2XA";
    private static final LocalDate FIRST = LocalDate.of(2026, 3, 1);
    private static final LocalDate LAST = LocalDate.of(2027, 12, 31);

    final List<KeyStatus> stored = new ArrayList<>(List.of(
            key("sessions", "rich-media-session", 10, State.VALID, "holds for ever"),
            key("old", "turn-client", null, State.EXPIRED, "ended on 2026-03-01")));

    static KeyStatus key(String name, String feature, @Nullable Integer count, State state, String sentence) {
        return new KeyStatus(name, "AB1CD", feature, SERIAL, count, FIRST, null, "WXYZ", false, state, null, sentence);
    }

    @Override
    public String serial() {
        return SERIAL;
    }

    @Override
    public List<KeyStatus> keys() {
        return stored;
    }

    @Override
    public List<FeatureUse> features() {
        return List.of(
                new FeatureUse("turn-client", "TURN", false, true, false, 0, Set.of("c7"), 0, 0, FIRST, null),
                new FeatureUse(
                        "rich-media-session", "Calls", true, false, true, 10, Set.of("c7", "c8"), 5, 3, FIRST, LAST));
    }

    @Override
    public List<String> problems() {
        return List.of("option key AB1CD for turn-client (old): ended on 2026-03-01");
    }

    @Override
    public KeyStatus examine(String text) throws KeyRefused {
        if (!text.equals("good")) {
            throw new KeyRefused(State.MALFORMED, "the key cannot be read: group 3, character 2: should be 7");
        }
        return key("", "cluster", null, State.VALID, "holds for ever");
    }

    @Override
    public KeyStatus add(String text) throws KeyRefused {
        KeyStatus good = examine(text);
        stored.add(good);
        return good;
    }

    @Override
    public boolean remove(String name) {
        return stored.removeIf(key -> key.name().equals(name));
    }
}
