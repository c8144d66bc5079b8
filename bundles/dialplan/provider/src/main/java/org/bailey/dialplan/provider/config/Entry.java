package org.bailey.dialplan.provider.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One configuration as stored.
 *
 * @param pid such as {@code org.bailey.dialplan.zone~cucm}
 * @param kind its factory PID, or the PID itself
 */
public record Entry(String pid, String kind, Map<String, ?> values) {
    /** {@return those of all settings by PID that the dial plan is made of} */
    public static List<Entry> of(Map<String, Map<String, Object>> all) {
        List<Entry> entries = new ArrayList<>();
        all.forEach((pid, values) -> {
            int tilde = pid.indexOf('~');
            String kind = tilde < 0 ? pid : pid.substring(0, tilde);
            if (PlanLoader.KINDS.contains(kind)) {
                entries.add(new Entry(pid, kind, values));
            }
        });
        return entries;
    }
}
