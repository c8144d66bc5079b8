package org.bailey.media.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.annotation.Annotation;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RelaySettingsTest {
    /** Defaults of the configuration, but for these. */
    static RelayConfig config(Map<String, Object> changed) {
        return (RelayConfig) Proxy.newProxyInstance(
                RelayConfig.class.getClassLoader(),
                new Class<?>[] {RelayConfig.class, Annotation.class},
                (proxy, method, arguments) -> changed.getOrDefault(method.getName(), method.getDefaultValue()));
    }

    @Test
    void theUsualOnesAreTheDefaults() {
        assertEquals(RelaySettings.USUAL, RelaySettings.from(config(Map.of())));
    }

    @ParameterizedTest
    @CsvSource({
        "keyFrameIntervalMillis, 99",
        "openingRequests, 6",
        "sourceRequestSeconds, 0",
        "ownReportSeconds, 21",
        "pictureReportMillis, 100"
    })
    void whatCannotBeIsNamed(String setting, int value) {
        var refused =
                assertThrows(IllegalArgumentException.class, () -> RelaySettings.from(config(Map.of(setting, value))));
        assertTrue(refused.getMessage().startsWith(setting), refused.getMessage());
    }

    @Test
    void aWayNobodyKnowsIsNamed() {
        var refused = assertThrows(
                IllegalArgumentException.class,
                () -> RelaySettings.from(config(Map.of("microsoftKeyFrame", "shouting"))));
        assertTrue(refused.getMessage().contains("picture-loss"), refused.getMessage());
    }
}
