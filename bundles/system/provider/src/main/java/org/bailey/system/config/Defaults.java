package org.bailey.system.config;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** The features' default configurations: first come at the first start, follow the feature while nobody changed them. */
final class Defaults {
    private static final String FEATURE = "feature ";

    private final Store store;
    private final Origins origins;

    Defaults(Store store, Origins origins) {
        this.store = store;
        this.origins = origins;
    }

    void bring(Map<String, Map<String, Object>> defaults) throws IOException {
        Map<String, Map<String, Object>> current = store.all();
        for (Map.Entry<String, Map<String, Object>> wanted : defaults.entrySet()) {
            String pid = wanted.getKey();
            boolean isNew = origins.of(pid) == null && !current.containsKey(pid);
            boolean follows =
                    untouched(pid, current) && !mark(wanted.getValue()).equals(origins.of(pid));
            if (isNew || follows) {
                store.put(pid, wanted.getValue());
                origins.set(pid, mark(wanted.getValue()));
            }
        }
        for (String pid : origins.pids()) {
            if (!defaults.containsKey(pid) && untouched(pid, current)) {
                store.remove(pid);
                origins.clear(pid);
            }
        }
        origins.write();
    }

    private boolean untouched(String pid, Map<String, Map<String, Object>> current) {
        Map<String, Object> held = current.get(pid);
        return held != null && mark(held).equals(origins.of(pid));
    }

    /** The same for equal settings, whatever order or kind of list they are in. */
    static String mark(Map<String, Object> settings) {
        Map<String, Object> sorted = new TreeMap<>();
        settings.forEach((key, value) -> sorted.put(key, Change.plain(value)));
        return FEATURE + Integer.toHexString(sorted.toString().hashCode());
    }
}
