package org.bailey.ice.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.annotation.Annotation;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.bailey.ice.IceDialect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IceSettingsTest {
    /** A configuration of defaults but for the given settings, as declarative services would make it. */
    private static IceConfig config(Map<String, Object> set) {
        return (IceConfig) Proxy.newProxyInstance(
                IceConfig.class.getClassLoader(),
                new Class<?>[] {IceConfig.class, Annotation.class},
                (proxy, method, arguments) -> set.getOrDefault(method.getName(), method.getDefaultValue()));
    }

    @Test
    void hasTheDocumentedDefaults() {
        assertEquals(Settings.DEFAULT, IceSettings.from(config(Map.of())));
    }

    @ParameterizedTest
    @CsvSource({
        "checkSeconds, 1, 2 to 120",
        "paceMillis, 4, 5 to 500",
        "repeatMillis, 10, 20 to 3000",
        "transmissions, 11, 1 to 10",
        "settleMillis, -1, 0 to 10000",
        "finalOfferSeconds, 0, 1 to 30",
        "keepAliveSeconds, 601, 5 to 600",
        "consentSeconds, 10, 15 to 600",
        "mostPairs, 9, 10 to 1000"
    })
    void refusesWhatIsOutOfRangeAndNamesTheSetting(String setting, int value, String range) {
        var refused =
                assertThrows(IllegalArgumentException.class, () -> IceSettings.from(config(Map.of(setting, value))));
        assertEquals("org.bailey.ice: " + setting + " " + value + " is not from " + range, refused.getMessage());
    }

    @Test
    void aChangeAppliesToCallsThatAreUpAndABadOneLeavesWhatWas() {
        var agent = new FullIceAgent(config(Map.of()));
        var two = new Two(agent, IceDialect.MICROSOFT, Net.Nat.NONE, Net.Nat.BLOCKED, false);
        two.a.meet(two.b, true);
        agent.reconfigure(config(Map.of("transmissions", 2)));
        agent.reconfigure(config(Map.of("transmissions", 0)));
        two.net.run(16_000);
        assertTrue(two.a.failures.get(0).contains(" 2 checks to "), two.a.failures.get(0));
    }
}
