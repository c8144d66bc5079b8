package org.bailey.b2bua.provider.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.bailey.dialplan.Dialect;
import org.bailey.sdp.PayloadType;
import org.junit.jupiter.api.Test;

class BridgeSettingsTest {
    @Test
    void namesTheSettingThatIsWrong() {
        assertEquals(
                "presetCodecs names no voice codec; wanted one of G722, G7221, PCMU, PCMA",
                message(() -> new AudioSettings(List.of(AudioCodec.CN))));
        assertEquals(
                "presetCodecs names a codec twice: [PCMU, PCMU]",
                message(() -> new AudioSettings(List.of(AudioCodec.PCMU, AudioCodec.PCMU))));
        assertEquals(
                "presetCodecs names 'OPUS'; wanted G722, G7221, PCMU, PCMA, CN or EVENTS",
                message(() -> AudioSettings.named("PCMU", "OPUS")));
        assertEquals(
                "presetProfileLevelId is '42E0'; wanted six hexadecimal digits such as 42E01F",
                message(() -> new AvcSettings(true, true, "42E0")));
        assertEquals(
                "videoKbit is 5000 kbit/s; wanted 64 to 4000 kbit/s",
                message(() -> new ExchangeSettings(99_980, 5_000, 4_000, ExchangeSettings.DEFAULT.suites())));
    }

    @Test
    void readsCodecNamesInAnyCase() {
        assertEquals(
                List.of(AudioCodec.PCMA, AudioCodec.EVENTS),
                AudioSettings.named("pcma", " Events ").preset());
    }

    @Test
    void keepsItsSettingsWhenGivenWrongOnes() {
        AudioBridge bridge = new AudioBridge(config("PCMA"));
        bridge.reconfigure(config("CN"));
        assertEquals(List.of(8), presetNumbers(bridge));
        bridge.reconfigure(config("PCMU", "EVENTS"));
        assertEquals(List.of(0, 101), presetNumbers(bridge));
    }

    private static List<Integer> presetNumbers(AudioBridge bridge) {
        return bridge.preset(Dialect.MICROSOFT).orElseThrow().payloadTypes().stream()
                .map(PayloadType::number)
                .toList();
    }

    private static AudioConfig config(String... codecs) {
        return new AudioConfig() {
            @Override
            public String[] presetCodecs() {
                return codecs;
            }

            @Override
            public Class<AudioConfig> annotationType() {
                return AudioConfig.class;
            }
        };
    }

    private static String message(org.junit.jupiter.api.function.Executable wrong) {
        return assertThrows(IllegalArgumentException.class, wrong).getMessage();
    }
}
