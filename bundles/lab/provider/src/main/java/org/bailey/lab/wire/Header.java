package org.bailey.lab.wire;

import java.util.Locale;
import java.util.Map;

/** One header line as it stood on the wire, folding removed. The name keeps its case. */
public record Header(String name, String value) {
    /** Compact forms of RFC 3261 section 7.3.3 and the RFCs that added more. */
    private static final Map<String, String> LONG = Map.ofEntries(
            Map.entry("v", "via"),
            Map.entry("f", "from"),
            Map.entry("t", "to"),
            Map.entry("i", "call-id"),
            Map.entry("m", "contact"),
            Map.entry("l", "content-length"),
            Map.entry("c", "content-type"),
            Map.entry("e", "content-encoding"),
            Map.entry("k", "supported"),
            Map.entry("s", "subject"),
            Map.entry("o", "event"),
            Map.entry("r", "refer-to"),
            Map.entry("b", "referred-by"),
            Map.entry("x", "session-expires"));

    static String longName(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return LONG.getOrDefault(lower, lower);
    }

    boolean is(String wanted) {
        return longName(name).equals(longName(wanted));
    }
}
