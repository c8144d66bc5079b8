package org.bailey.media.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.annotation.Annotation;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.bailey.media.MediaPorts.Allocation.Refused;
import org.bailey.media.SourcePolicy;
import org.junit.jupiter.api.Test;

class MediaSettingsTest {
    /** A configuration of defaults but for the given settings, as declarative services would make it. */
    static MediaConfig config(Map<String, Object> set) {
        return (MediaConfig) Proxy.newProxyInstance(
                MediaConfig.class.getClassLoader(),
                new Class<?>[] {MediaConfig.class, Annotation.class},
                (proxy, method, arguments) -> set.getOrDefault(method.getName(), method.getDefaultValue()));
    }

    private static void refuses(Map<String, Object> set, String... words) {
        String sentence = assertThrows(IllegalArgumentException.class, () -> MediaSettings.from(config(set)))
                .getMessage();
        for (String word : words) {
            assertTrue(sentence.contains(word), sentence);
        }
    }

    @Test
    void hasTheDocumentedDefaults() {
        MediaSettings settings = MediaSettings.from(config(Map.of()));
        assertEquals(56000, settings.firstPort());
        assertEquals(57000, settings.lastPort());
        assertEquals(SourcePolicy.LEARN, settings.sources());
        assertEquals(Runtime.getRuntime().availableProcessors(), settings.loops());
        assertNull(settings.advertised());
    }

    @Test
    void refusesWhatIsOutOfRangeAndNamesTheSetting() {
        refuses(Map.of("firstPort", 80), "firstPort 80", "1024");
        refuses(Map.of("firstPort", 57000), "lastPort 57000", "firstPort 57000");
        refuses(Map.of("quarantineSeconds", -1), "quarantineSeconds -1");
        refuses(Map.of("silenceSeconds", 0), "silenceSeconds 0");
        refuses(Map.of("loops", 65), "loops 65");
        refuses(Map.of("receiveBufferBytes", 1), "receiveBufferBytes 1");
        refuses(Map.of("sources", "anyone"), "sources", "\"anyone\"");
        refuses(Map.of("bindAddress", "media.example.com"), "bindAddress \"media.example.com\"");
    }

    @Test
    void advertisesTheAddressItBindsUnlessAnotherIsNamed() {
        assertEquals(
                "127.0.0.2",
                MediaSettings.from(config(Map.of("bindAddress", "127.0.0.2")))
                        .advertised()
                        .getHostAddress());
        var both = MediaSettings.from(config(Map.of("bindAddress", "0.0.0.0", "advertiseAddress", "192.0.2.7")));
        assertEquals("192.0.2.7", both.advertised().getHostAddress());
        assertEquals(
                "2001:db8:0:0:0:0:0:1",
                MediaSettings.from(config(Map.of("advertiseAddress", "2001:db8::1")))
                        .advertised()
                        .getHostAddress());
    }

    @Test
    void saysThatTheAddressToBindIsNotOurs() {
        try (var bench = new Bench()) {
            bench.media.reconfigure(config(Map.of("bindAddress", "192.0.2.1")));
            var refused = assertInstanceOf(Refused.class, bench.ask("c1", 0));
            assertTrue(
                    refused.reason().contains("bindAddress 192.0.2.1 is no address of this machine"), refused.reason());
            assertEquals(0, bench.media.pool().inUse());
        }
    }

    @Test
    void keepsServingWithTheSettingsBeforeABadChange() {
        try (var bench = new Bench()) {
            bench.media.reconfigure(config(Map.of("firstPort", 1)));
            assertEquals(bench.first, bench.media.pool().first());
            bench.media.reconfigure(config(Map.of(
                    "firstPort", bench.first + 100, "lastPort", bench.first + 103, "advertiseAddress", "192.0.2.7")));
            var ports = bench.open("c1");
            assertEquals(bench.first + 100, ports.caller().rtp());
            assertEquals("192.0.2.7", ports.caller().address());
        }
    }
}
