package org.bailey.media.console;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bailey.console.Metric;
import org.bailey.console.MetricSource;
import org.bailey.media.Connectivity;
import org.bailey.media.MediaPorts;
import org.bailey.media.MediaTotals;
import org.bailey.media.StreamStatistics;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Media for monitoring. */
@Component
public final class MediaMetrics implements MetricSource {
    private final MediaPorts media;

    @Activate
    public MediaMetrics(@Reference MediaPorts media) {
        this.media = media;
    }

    @Override
    public String word() {
        return "media";
    }

    @Override
    public List<Metric> metrics() {
        List<Metric> all = new ArrayList<>(levels());
        all.addAll(counters(media.totals()));
        all.addAll(streams());
        return all;
    }

    private List<Metric> levels() {
        MediaPorts.PoolStatus pool = media.pool();
        MediaPorts.PathStatus path = media.path();
        Metric loops = Metric.gauge("bailey_media_loop_calls", "Calls that an event loop carries");
        List<Integer> loads = media.loops();
        for (int loop = 0; loop < loads.size(); loop++) {
            loops = loops.with("loop", Integer.toString(loop), loads.get(loop));
        }
        return List.of(
                Metric.gauge("bailey_media_pool_ports", "Ports of the pool, by what they do")
                        .with("state", "used", pool.inUse())
                        .with("state", "resting", pool.quarantined())
                        .with("state", "free", pool.free()),
                Metric.gauge("bailey_media_pool_size_ports", "Ports that can be given out", pool.total()),
                Metric.gauge(
                        "bailey_media_pool_warning",
                        "1 while the pool is nearly used up",
                        pool.warning() == null ? 0 : 1),
                Metric.gauge("bailey_media_path_up", "1 while packets pass", path.present() ? 1 : 0),
                Metric.counter(
                        "bailey_media_path_absences_total",
                        "How often there was no packet path, for instance while it was replaced",
                        path.absences()),
                loops);
    }

    private static List<Metric> counters(MediaTotals totals) {
        return List.of(
                Metric.counter(
                        "bailey_media_begun_streams_total",
                        "Streams since the start, each direction of a line",
                        totals.streams()),
                Metric.counter("bailey_media_packets_total", "RTP packets received", totals.packets()),
                Metric.counter("bailey_media_received_bytes_total", "RTP received, headers included", totals.bytes()),
                Metric.counter("bailey_media_forwarded_packets_total", "RTP packets sent on", totals.forwarded()),
                Metric.counter(
                        "bailey_media_lost_packets_total", "RTP packets missing by their numbers", totals.lost()),
                Metric.counter("bailey_media_rtcp_packets_total", "RTCP packets received", totals.rtcpPackets()),
                Metric.counter(
                        "bailey_media_own_reports_total",
                        "Reports of our own to Microsoft clients, for want of the other side's",
                        totals.ownReports()),
                each(
                        Metric.counter("bailey_media_dropped_packets_total", "Datagrams not sent on, by reason"),
                        "reason",
                        totals.drops()),
                each(
                        Metric.counter(
                                "bailey_media_picture_requests_total",
                                "What was said between the sides about pictures: see docs/media.md"),
                        "what",
                        totals.pictures()));
    }

    /** A metric with a value for each counter of a record. */
    private static Metric each(Metric empty, String label, Record counters) {
        Metric metric = empty;
        for (RecordComponent counter : counters.getClass().getRecordComponents()) {
            try {
                long count = (Long) counter.getAccessor().invoke(counters);
                metric = metric.with(label, word(counter.getName()), count);
            } catch (ReflectiveOperationException closed) {
                throw new IllegalStateException("the counters of " + counters + " cannot be read", closed);
            }
        }
        return metric;
    }

    /** {@code unknownPayload} as {@code unknown_payload}. */
    private static String word(String name) {
        return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    private List<Metric> streams() {
        int open = 0;
        int silent = 0;
        int encrypted = 0;
        int all = 0;
        int connections = 0;
        int relayed = 0;
        int[] reached = new int[Connectivity.State.values().length];
        for (String call : media.calls()) {
            for (StreamStatistics stream : media.statistics(call).orElse(List.of())) {
                all++;
                open += stream.open() ? 1 : 0;
                silent += stream.silent() ? 1 : 0;
                encrypted += stream.suite() == null ? 0 : 1;
            }
            for (Connectivity peer : media.connectivity(call)) {
                reached[peer.state().ordinal()]++;
                relayed += peer.ways().stream().allMatch(way -> way.relay().isEmpty()) ? 0 : 1;
                connections += peer.ways().stream().anyMatch(Connectivity.Way::tcp) ? 1 : 0;
            }
        }
        Metric peers = Metric.gauge("bailey_media_peers", "Peers of lines that were asked for with ICE, by state");
        for (Connectivity.State state : Connectivity.State.values()) {
            peers = peers.with(Map.of("state", state.name().toLowerCase(Locale.ROOT)), reached[state.ordinal()]);
        }
        return List.of(
                Metric.gauge("bailey_media_streams", "Streams of calls that are up, each direction of a line", all),
                Metric.gauge("bailey_media_open_streams", "Those whose packets pass", open),
                Metric.gauge("bailey_media_silent_streams", "Those that should bring packets and do not", silent),
                Metric.gauge("bailey_media_encrypted_streams", "Those that come in as SRTP", encrypted),
                peers,
                Metric.gauge("bailey_media_relayed_peers", "Peers that ICE reaches through a relay of ours", relayed),
                Metric.gauge("bailey_media_tcp_peers", "Peers that ICE reaches over TCP", connections));
    }
}
