package org.bailey.optionkey.provider;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.bailey.optionkey.FeatureUse;
import org.bailey.optionkey.KeyRefused;
import org.bailey.optionkey.KeyStatus;
import org.bailey.optionkey.OptionKeys;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code bailey key add|remove|list} inside the appliance, in types of the JDK: the launcher shares no classes with bundles. */
@Component(property = "org.bailey.control=key")
public final class KeyCommands implements BiFunction<String, String, Map.Entry<Integer, String>> {
    private static final int OK = 0;
    private static final int USAGE = 64;
    private static final int REFUSED = 65;
    private static final int MISSING = 66;

    private final OptionKeys keys;

    @Activate
    public KeyCommands(@Reference OptionKeys keys) {
        this.keys = keys;
    }

    @Override
    public Map.Entry<Integer, String> apply(String command, String body) {
        return switch (command) {
            case "add" -> add(body);
            case "remove" -> remove(body.strip());
            case "list" -> Map.entry(OK, list());
            default -> Map.entry(USAGE, "key " + command + " is not a command");
        };
    }

    private Map.Entry<Integer, String> add(String text) {
        try {
            KeyStatus added = keys.add(text);
            return Map.entry(OK, "added as " + added.name() + ": " + line(added));
        } catch (KeyRefused refused) {
            return Map.entry(REFUSED, "refused, nothing was stored: " + refused.sentence());
        }
    }

    private Map.Entry<Integer, String> remove(String named) {
        List<KeyStatus> found = keys.keys().stream()
                .filter(key -> key.name().equals(named) || key.id().equalsIgnoreCase(named))
                .toList();
        if (found.size() != 1 || !keys.remove(found.get(0).name())) {
            String there = keys.keys().stream().map(KeyStatus::name).collect(Collectors.joining(", "));
            return Map.entry(
                    MISSING, "there is no stored key " + named + "; there are: " + (there.isEmpty() ? "none" : there));
        }
        String feature = found.get(0).feature();
        Set<String> calls = keys.features().stream()
                .filter(use -> use.feature().equals(feature) && !use.licensed())
                .findFirst()
                .map(FeatureUse::calls)
                .orElse(Set.of());
        return Map.entry(
                OK,
                "removed " + found.get(0).name()
                        + (calls.isEmpty() ? "" : "; calls that use " + feature + " go on: " + calls.size()));
    }

    private String list() {
        StringBuilder text = new StringBuilder("serial number " + keys.serial() + "\n");
        keys.keys()
                .forEach(key ->
                        text.append(key.name()).append(": ").append(line(key)).append('\n'));
        if (keys.keys().isEmpty()) {
            text.append("no keys\n");
        }
        for (FeatureUse use : keys.features()) {
            if (use.licensed() || use.ending()) {
                text.append(use.feature()).append(use.ending() ? " ends with its last call" : " may be used");
                if (use.counted()) {
                    text.append(": ").append(use.calls().size()).append(" of ").append(use.count());
                    text.append(" in use, ")
                            .append(use.highest())
                            .append(" at most, ")
                            .append(use.refused());
                    text.append(" refused since ").append(use.since());
                }
                text.append('\n');
            }
        }
        keys.problems().forEach(problem -> text.append("! ").append(problem).append('\n'));
        return text.toString();
    }

    private static String line(KeyStatus key) {
        String what =
                key.feature().isEmpty() ? "" : key.feature() + (key.count() == null ? "" : " x " + key.count()) + ", ";
        return what + key.state().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ') + ", " + key.sentence();
    }
}
