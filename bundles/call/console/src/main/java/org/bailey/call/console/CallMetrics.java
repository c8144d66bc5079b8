package org.bailey.call.console;

import java.util.List;
import java.util.Map;
import org.bailey.call.Calls;
import org.bailey.console.Metric;
import org.bailey.console.MetricSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Calls for monitoring. */
@Component
public final class CallMetrics implements MetricSource {
    private final Calls calls;

    @Activate
    public CallMetrics(@Reference Calls calls) {
        this.calls = calls;
    }

    @Override
    public String word() {
        return "call";
    }

    @Override
    public List<Metric> metrics() {
        Calls.CallCounters now = calls.counters();
        Metric ended = Metric.counter(
                "bailey_call_ended_total", "Calls that ended, by SIP status: 200 after an answer, others failed");
        for (Map.Entry<Integer, Long> ending : now.ended().entrySet()) {
            ended = ended.with("status", ending.getKey().toString(), ending.getValue());
        }
        return List.of(
                Metric.gauge("bailey_call_live", "Calls that are up or being set up", now.live()),
                Metric.gauge(
                        "bailey_call_unknown_callers",
                        "Live calls of callers that are no peer of a zone and no trusted host",
                        now.unknownCallers()),
                Metric.counter(
                        "bailey_call_refused_unknown_total",
                        "Calls of unknown callers refused because they held their share",
                        now.refusedUnknown()),
                Metric.counter("bailey_call_setups_total", "Calls that were begun", now.total()),
                ended,
                Metric.counter("bailey_call_refused_total", "Calls refused because a limit was reached", now.refused()),
                Metric.counter(
                        "bailey_call_unmatched_total",
                        "Requests and answers that belonged to no call",
                        now.unmatched()),
                Metric.gauge("bailey_call_waiting_events", "Events of calls not handled yet", now.waitingEvents()),
                Metric.counter(
                        "bailey_call_lost_events_total", "Events dropped because a queue was full", now.lostEvents()));
    }
}
