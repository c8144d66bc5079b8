package org.bailey.system.config;

import java.io.IOException;
import java.util.Map;

/** The configurations of an appliance by PID; the name of a factory's is {@code factoryPid~name}. */
public interface Store {
    /** Every configuration with its settings only, nothing that the store itself keeps with them. */
    Map<String, Map<String, Object>> all() throws IOException;

    void put(String pid, Map<String, Object> settings) throws IOException;

    void remove(String pid) throws IOException;
}
