package org.bailey.system.config;

import java.util.Map;

/**
 * All settings under one PID.
 *
 * @param factory whether there can be many, each {@code pid~name}
 * @param attributes by id, in the order of the declaration
 */
public record ObjectClass(
        String pid, boolean factory, String name, String description, Map<String, Attribute> attributes) {}
