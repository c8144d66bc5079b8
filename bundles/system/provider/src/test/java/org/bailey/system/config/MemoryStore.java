package org.bailey.system.config;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A store that writes down what was done to it and can break at one PID. */
final class MemoryStore implements Store {
    final Map<String, Map<String, Object>> held = new TreeMap<>();
    final List<String> touched = new ArrayList<>();
    String breaksAt = "";

    @Override
    public Map<String, Map<String, Object>> all() {
        return new TreeMap<>(held);
    }

    @Override
    public void put(String pid, Map<String, Object> settings) throws IOException {
        if (pid.equals(breaksAt)) {
            breaksAt = "";
            throw new IOException("disk full");
        }
        touched.add(pid);
        held.put(pid, settings);
    }

    @Override
    public void remove(String pid) {
        touched.add(pid);
        held.remove(pid);
    }
}
