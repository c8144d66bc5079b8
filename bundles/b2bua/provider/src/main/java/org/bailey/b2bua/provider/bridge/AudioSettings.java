package org.bailey.b2bua.provider.bridge;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** @param preset codecs offered when nobody said what to offer; each once, at least one for voice */
record AudioSettings(List<AudioCodec> preset) {
    AudioSettings {
        preset = List.copyOf(preset);
        if (preset.stream().noneMatch(AudioCodec::voice)) {
            throw new IllegalArgumentException(
                    "presetCodecs names no voice codec; wanted one of G722, G7221, PCMU, PCMA");
        }
        if (preset.stream().distinct().count() != preset.size()) {
            throw new IllegalArgumentException("presetCodecs names a codec twice: " + preset);
        }
    }

    static AudioSettings from(AudioConfig config) {
        return named(config.presetCodecs());
    }

    static AudioSettings named(String... codecs) {
        return new AudioSettings(Arrays.stream(codecs).map(AudioSettings::codec).toList());
    }

    private static AudioCodec codec(String name) {
        try {
            return AudioCodec.valueOf(name.strip().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException(
                    "presetCodecs names '" + name + "'; wanted G722, G7221, PCMU, PCMA, CN or EVENTS", unknown);
        }
    }
}
