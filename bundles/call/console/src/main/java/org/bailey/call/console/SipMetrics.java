package org.bailey.call.console;

import java.util.List;
import org.bailey.console.Metric;
import org.bailey.console.MetricSource;
import org.bailey.sip.SipStack;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** SIP for monitoring. */
@Component
public final class SipMetrics implements MetricSource {
    private final SipStack sip;

    @Activate
    public SipMetrics(@Reference SipStack sip) {
        this.sip = sip;
    }

    @Override
    public String word() {
        return "sip";
    }

    @Override
    public List<Metric> metrics() {
        SipStack.SipCounters now = sip.counters();
        Metric listening = Metric.gauge("bailey_sip_listener_up", "1 where a listener listens, 0 where it cannot");
        for (SipStack.ListenerStatus listener : sip.listeners()) {
            listening = listening.with("listener", listener.name(), listener.listening() ? 1 : 0);
        }
        return List.of(
                listening,
                Metric.gauge("bailey_sip_connections", "Connections that are open", now.connections()),
                Metric.gauge("bailey_sip_transactions", "Transactions that are not over")
                        .with("side", "client", now.clientTransactions())
                        .with("side", "server", now.serverTransactions()),
                directions(
                        "bailey_sip_requests_total",
                        "Requests, received ones each time they came",
                        now.requestsIn(),
                        now.requestsOut()),
                directions(
                        "bailey_sip_retransmissions_total",
                        "Requests that came again, and what we sent again because nothing came back",
                        now.retransmissionsIn(),
                        now.retransmissionsOut()),
                Metric.counter("bailey_sip_malformed_total", "Messages that could not be read", now.malformed()),
                Metric.counter(
                        "bailey_sip_refused_total",
                        "Requests answered 503 and connections closed because a limit was reached",
                        now.refused()),
                Metric.counter("bailey_sip_tls_failures_total", "TLS handshakes that failed", now.tlsFailures()),
                Metric.counter(
                        "bailey_sip_stray_responses_total",
                        "Answers that belong to no request of ours",
                        now.strayResponses()),
                Metric.counter(
                        "bailey_sip_lost_events_total", "Events dropped because a queue was full", now.lostEvents()));
    }

    private static Metric directions(String name, String help, long in, long out) {
        return Metric.counter(name, help).with("direction", "in", in).with("direction", "out", out);
    }
}
