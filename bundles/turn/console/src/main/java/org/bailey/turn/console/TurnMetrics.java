package org.bailey.turn.console;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.bailey.console.Metric;
import org.bailey.console.MetricSource;
import org.bailey.turn.TurnServerStatus;
import org.bailey.turn.TurnServerStatus.State;
import org.bailey.turn.TurnServers;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** TURN servers for monitoring. */
@Component
public final class TurnMetrics implements MetricSource {
    private final TurnServers servers;

    @Activate
    public TurnMetrics(@Reference TurnServers servers) {
        this.servers = servers;
    }

    @Override
    public String word() {
        return "turn";
    }

    @Override
    public List<Metric> metrics() {
        Metric up = Metric.gauge("bailey_turn_server_up", "1 where a server gave us an address when it was last asked");
        Metric refuses = Metric.gauge(
                "bailey_turn_server_refuses", "1 where a server answers but does not take us: user or password, quota");
        Metric roundTrip = Metric.gauge("bailey_turn_server_round_trip_seconds", "Time of one request and its answer");
        Metric failures = Metric.counter(
                "bailey_turn_failures_total",
                "How often a call could not use a server, by the code it answered with; none for no answer");
        for (TurnServerStatus server : servers.status()) {
            String name = server.name();
            up = up.with("server", name, server.state() == State.WORKING ? 1 : 0);
            refuses = refuses.with("server", name, server.state() == State.REFUSING ? 1 : 0);
            for (Map.Entry<Integer, Long> failure : server.failures().entrySet()) {
                String code = failure.getKey() == 0 ? "none" : failure.getKey().toString();
                failures = failures.with(Map.of("server", name, "code", code), failure.getValue());
            }
            Duration took = server.roundTrip();
            if (took != null) {
                roundTrip = roundTrip.with("server", name, took.toNanos() / 1e9);
            }
        }
        return List.of(
                Metric.gauge("bailey_turn_offered", "1 while TURN services are offered", servers.offered() ? 1 : 0),
                up,
                refuses,
                roundTrip,
                failures);
    }
}
