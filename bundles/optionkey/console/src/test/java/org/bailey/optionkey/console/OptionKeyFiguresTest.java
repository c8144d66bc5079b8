package org.bailey.optionkey.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.util.List;
import org.bailey.console.Metric;
import org.junit.jupiter.api.Test;

class OptionKeyFiguresTest {
    private final Drawer drawer = new Drawer();

    @Test
    void theOverviewCountsCallsInsteadOfNamingThem() {
        OptionKeyStatus status = new OptionKeyStatus(drawer);
        assertEquals("optionkey", status.word());
        JsonObject shown = status.status();
        assertEquals(Drawer.SERIAL, shown.getString("serial"));
        assertEquals(2, shown.getJsonArray("features").getJsonObject(1).getInt("calls"));
        assertEquals(1, shown.getJsonArray("problems").size());
    }

    @Test
    void monitoringSeesLicencesAndEnds() {
        OptionKeyMetrics metrics = new OptionKeyMetrics(drawer);
        assertEquals("optionkey", metrics.word());
        List<Metric> all = metrics.metrics();
        assertEquals(List.of(0.0, 1.0), values(all, "bailey_optionkey_licensed"));
        // the end of 2027-12-31 UTC
        assertEquals(List.of(1830297600.0), values(all, "bailey_optionkey_until_seconds"));
        assertEquals(List.of(10.0), values(all, "bailey_optionkey_licences"));
        assertEquals(List.of(2.0), values(all, "bailey_optionkey_licences_used"));
        assertEquals(List.of(5.0), values(all, "bailey_optionkey_licences_highest"));
        assertEquals(List.of(3.0), values(all, "bailey_optionkey_refused_total"));
        List<Double> states = values(all, "bailey_optionkey_keys");
        assertEquals(2, states.stream().mapToDouble(Double::doubleValue).sum());
        assertTrue(states.contains(0.0), "states without keys are there too");
    }

    private static List<Double> values(List<Metric> all, String name) {
        return all.stream()
                .filter(metric -> metric.name().equals(name))
                .flatMap(metric -> metric.samples().stream())
                .map(sample -> sample.value())
                .toList();
    }
}
