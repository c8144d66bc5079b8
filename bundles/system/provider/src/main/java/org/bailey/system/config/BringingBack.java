package org.bailey.system.config;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What has to change so that settings become what a text says, for some PIDs or all. What differs is checked, only that. */
final class BringingBack {
    /** @param notes one sentence for each thing that does not become what it was */
    record Plan(List<Change> changes, List<String> notes) {}

    private final Catalog catalog;
    private final Map<String, Map<String, Object>> current;
    private final Predicate<String> chosen;
    private final List<Change> changes = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    private BringingBack(Catalog catalog, Map<String, Map<String, Object>> current, Predicate<String> chosen) {
        this.catalog = catalog;
        this.current = current;
        this.chosen = chosen;
    }

    static Plan plan(
            Map<String, JsonObject> text,
            Catalog catalog,
            Map<String, Map<String, Object>> current,
            Predicate<String> chosen)
            throws Refused {
        BringingBack plan = new BringingBack(catalog, current, chosen);
        plan.comes(text);
        plan.goes(text);
        plan.changes.removeIf(Change::isNothing);
        return new Plan(List.copyOf(plan.changes), List.copyOf(plan.notes));
    }

    private void comes(Map<String, JsonObject> text) throws Refused {
        Map<String, JsonObject> differing = new LinkedHashMap<>();
        new TreeMap<>(text).forEach((pid, settings) -> {
            if (chosen.test(pid)
                    && !lacksSecret(pid, settings)
                    && !new Change(pid, current.get(pid), held(pid, settings)).isNothing()) {
                differing.put(pid, settings);
            }
        });
        new Validator(catalog, current)
                .check(differing)
                .forEach((pid, settings) -> changes.add(new Change(pid, current.get(pid), settings)));
    }

    /** What came since then goes, but for what no bundle describes: nobody knows what depends on it. */
    private void goes(Map<String, JsonObject> text) {
        new TreeSet<>(current.keySet())
                .stream()
                        .filter(pid -> chosen.test(pid) && !text.containsKey(pid))
                        .forEach(pid -> {
                            if (catalog.find(pid) == null) {
                                notes.add(pid + " stays: no installed bundle has settings under this PID");
                            } else {
                                changes.add(new Change(pid, current.get(pid), null));
                            }
                        });
    }

    /** Half of what it was would be worse than nothing. */
    private boolean lacksSecret(String pid, JsonObject settings) {
        for (String key : settings.keySet()) {
            if (isKept(pid, key, settings) && secret(pid, id(key)) == null) {
                notes.add(pid + " is left out: its secret " + id(key)
                        + " is neither in it nor on this appliance; set it up again, or take a backup with keys");
                return true;
            }
        }
        return false;
    }

    private Map<String, Object> held(String pid, JsonObject settings) {
        Map<String, Object> held = LooseSettings.read(settings);
        for (String key : settings.keySet()) {
            Object secret = secret(pid, id(key));
            if (isKept(pid, key, settings) && secret != null) {
                held.put(id(key), secret);
            }
        }
        return held;
    }

    private boolean isKept(String pid, String key, JsonObject settings) {
        ObjectClass known = catalog.find(pid);
        Attribute attribute = known == null ? null : known.attributes().get(id(key));
        return attribute != null && Validator.isKept(attribute, settings.getOrDefault(key, JsonValue.NULL));
    }

    private @Nullable Object secret(String pid, String id) {
        return current.getOrDefault(pid, Map.of()).get(id);
    }

    private static String id(String key) {
        int colon = key.indexOf(':');
        return colon < 0 ? key : key.substring(0, colon);
    }
}
