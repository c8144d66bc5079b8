package org.bailey.dialplan.console;

import java.util.List;
import org.bailey.console.Metric;
import org.bailey.console.MetricSource;
import org.bailey.dialplan.DialPlan;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Zones for monitoring. */
@Component
public final class ZoneMetrics implements MetricSource {
    private final DialPlan dialPlan;

    @Activate
    public ZoneMetrics(@Reference DialPlan dialPlan) {
        this.dialPlan = dialPlan;
    }

    @Override
    public String word() {
        return "dialplan";
    }

    @Override
    public List<Metric> metrics() {
        Metric up = Metric.gauge("bailey_dialplan_zone_up", "1 where calls can be placed to a zone");
        for (DialPlan.ZoneStatus zone : dialPlan.zones()) {
            up = up.with("zone", zone.name(), zone.alive() ? 1 : 0);
        }
        return List.of(
                up,
                Metric.gauge(
                        "bailey_dialplan_problems",
                        "Sentences about what is wrong in the configuration",
                        dialPlan.problems().size()));
    }
}
