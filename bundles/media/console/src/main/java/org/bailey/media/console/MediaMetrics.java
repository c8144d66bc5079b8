package org.bailey.media.console;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bailey.console.Metric;
import org.bailey.console.MetricSource;
import org.bailey.ice.IceFailure;
import org.bailey.media.IceOutcomes;
import org.bailey.media.MediaPorts;
import org.bailey.media.MediaTotals;
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
        all.addAll(new LiveStreams(media).metrics());
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
                        "Reports of our own, for want of the other side's, or as pictures are rewritten",
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
                        totals.pictures()),
                rewritten(totals.rewriting()),
                each(
                        Metric.counter(
                                "bailey_media_ended_streams_total",
                                "Streams that are over, by the share of packets that was lost on the way to us"),
                        "loss",
                        totals.ended()),
                Metric.counter(
                        "bailey_media_ice_connected_total",
                        "How often ICE found a way to a peer where there was none",
                        totals.ice().connected()),
                failures(totals.ice()));
    }

    private static Metric failures(IceOutcomes ice) {
        Metric failures = Metric.counter(
                "bailey_media_ice_failures_total",
                "How often ICE found no way to a peer, or lost the one in use, by cause: see docs/ice.md");
        for (IceFailure cause : IceFailure.values()) {
            long count = ice.failed().getOrDefault(cause, 0L);
            failures = failures.with("cause", cause.name().toLowerCase(Locale.ROOT), count);
        }
        return failures;
    }

    private static Metric rewritten(Map<String, Long> counts) {
        Metric metric = Metric.counter(
                "bailey_media_rewritten_total", "What became of pictures that were rewritten: see docs/svc.md");
        for (Map.Entry<String, Long> count : counts.entrySet()) {
            metric = metric.with("what", word(count.getKey()), count.getValue());
        }
        return metric;
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
}
