package org.bailey.media.console;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.bailey.console.Metric;
import org.bailey.media.Connectivity;
import org.bailey.media.MediaPorts;
import org.bailey.media.RewritingStatistics;
import org.bailey.media.SrtpSuite;
import org.bailey.media.StreamStatistics;

/** The streams and peers of all calls that are up, counted once. */
final class LiveStreams {
    private static final String PLAIN = "none";

    private final Spread jitter = new Spread(
            "bailey_media_jitter_seconds", "Jitter of streams that are up, from the sender to us (RFC 3550)");
    private final Spread roundTrip = new Spread(
            "bailey_media_round_trip_seconds",
            "Round trip between us and senders of streams that are up, by their reports");
    private final Spread loss = new Spread(
            "bailey_media_loss_ratio", "Share of packets lost from the sender to us, since each stream began, 0 to 1");
    private final Map<String, Integer> ciphers = new TreeMap<>();
    private final Map<String, Integer> relays = new TreeMap<>();
    private final int[] reached = new int[Connectivity.State.values().length];
    private int all;
    private int open;
    private int silent;
    private int encrypted;
    private int connections;
    private int relayed;
    private int rewritten;
    private int waited;

    LiveStreams(MediaPorts media) {
        ciphers.put(PLAIN, 0);
        for (SrtpSuite suite : SrtpSuite.values()) {
            ciphers.put(suite.name(), 0);
        }
        for (String call : media.calls()) {
            streams(media.statistics(call).orElse(List.of()));
            media.connectivity(call).forEach(this::peer);
        }
    }

    private void streams(List<StreamStatistics> streams) {
        Set<String> used = new HashSet<>();
        for (StreamStatistics stream : streams) {
            all++;
            open += stream.open() ? 1 : 0;
            silent += stream.silent() ? 1 : 0;
            RewritingStatistics rewriting = stream.rewriting();
            rewritten += rewriting == null ? 0 : 1;
            waited = rewriting == null ? waited : Math.max(waited, rewriting.mostWaiting());
            SrtpSuite suite = stream.suite();
            encrypted += suite == null ? 0 : 1;
            if (stream.packets() > 0) {
                used.add(suite == null ? PLAIN : suite.name());
                jitter.add(stream.kind(), stream.jitterMicros() / 1e6);
                loss.add(stream.kind(), stream.lossRatio());
            }
            if (stream.roundTripMicros() >= 0) {
                roundTrip.add(stream.kind(), stream.roundTripMicros() / 1e6);
            }
        }
        used.forEach(cipher -> ciphers.merge(cipher, 1, Integer::sum));
    }

    private void peer(Connectivity peer) {
        reached[peer.state().ordinal()]++;
        relayed += peer.ways().stream().allMatch(way -> way.relay().isEmpty()) ? 0 : 1;
        connections += peer.ways().stream().anyMatch(Connectivity.Way::tcp) ? 1 : 0;
        peer.relays().forEach(relay -> relays.merge(relay.server(), 1, Integer::sum));
    }

    List<Metric> metrics() {
        Metric peers = Metric.gauge("bailey_media_peers", "Peers of lines that were asked for with ICE, by state");
        for (Connectivity.State state : Connectivity.State.values()) {
            peers = peers.with("state", state.name().toLowerCase(Locale.ROOT), reached[state.ordinal()]);
        }
        return List.of(
                Metric.gauge("bailey_media_streams", "Streams of calls that are up, each direction of a line", all),
                Metric.gauge("bailey_media_open_streams", "Those whose packets pass", open),
                Metric.gauge("bailey_media_silent_streams", "Those that should bring packets and do not", silent),
                Metric.gauge("bailey_media_encrypted_streams", "Those that come in as SRTP", encrypted),
                each(
                        "bailey_media_cipher_calls",
                        "Calls with a stream that comes in under this cipher",
                        "cipher",
                        ciphers),
                Metric.gauge("bailey_media_rewritten_streams", "Those whose pictures are rewritten", rewritten),
                Metric.gauge(
                        "bailey_media_rewriting_waited_packets",
                        "Packets of one of them that waited for one before them, at most at once",
                        waited),
                jitter.metric(),
                roundTrip.metric(),
                loss.metric(),
                peers,
                Metric.gauge("bailey_media_relayed_peers", "Peers that ICE reaches through a relay of ours", relayed),
                each("bailey_media_relays", "Addresses that calls have on TURN servers", "server", relays),
                Metric.gauge("bailey_media_tcp_peers", "Peers that ICE reaches over TCP", connections));
    }

    private static Metric each(String name, String help, String label, Map<String, Integer> counts) {
        Metric metric = Metric.gauge(name, help);
        for (Map.Entry<String, Integer> count : counts.entrySet()) {
            metric = metric.with(label, count.getKey(), count.getValue());
        }
        return metric;
    }
}
