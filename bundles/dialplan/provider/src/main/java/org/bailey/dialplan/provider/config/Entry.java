package org.bailey.dialplan.provider.config;

import java.util.Map;

/**
 * One configuration as stored.
 *
 * @param pid such as {@code org.bailey.dialplan.zone~cucm}
 * @param kind its factory PID, or the PID itself
 */
public record Entry(String pid, String kind, Map<String, ?> values) {}
