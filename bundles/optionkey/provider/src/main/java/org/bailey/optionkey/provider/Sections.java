package org.bailey.optionkey.provider;

import java.util.Map;
import java.util.Set;

/** Which section's calls use a feature. */
final class Sections {
    private static final Map<String, String> WORDS = Map.of(
            "microsoft-interop", "ice",
            "rich-media-session", "call",
            "turn-client", "turn",
            "svc-gateway", "svc",
            "rdp-transcoder", "rdp",
            "sip-broker", "broker",
            "external-transcoder", "transcoder",
            "cluster", "cluster");

    private Sections() {}

    static Set<String> calls(String feature, Map<String, Set<String>> bySection) {
        return bySection.getOrDefault(WORDS.getOrDefault(feature, ""), Set.of());
    }
}
