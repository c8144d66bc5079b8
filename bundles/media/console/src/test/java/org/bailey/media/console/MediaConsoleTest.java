package org.bailey.media.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.util.Map;
import java.util.stream.Collectors;
import org.bailey.console.Metric;
import org.junit.jupiter.api.Test;

class MediaConsoleTest {
    private final PaperPorts ports = new PaperPorts();
    private final Map<String, Metric> metrics =
            new MediaMetrics(ports).metrics().stream().collect(Collectors.toMap(Metric::name, metric -> metric));

    private static Map<String, String> labels(String name, String... labels) {
        if (labels.length == 0) {
            return Map.of();
        }
        boolean spread = name.matches(".*_(seconds|ratio)");
        return spread ? Map.of("kind", labels[0], "quantile", labels[1]) : Map.of(labels[0], labels[1]);
    }

    private double number(String name, String... labels) {
        return metrics.get(name).samples().stream()
                .filter(sample -> sample.labels().equals(labels(name, labels)))
                .findFirst()
                .orElseThrow()
                .value();
    }

    @Test
    void restHasStreamsAndWaysOfEachCallWithoutWhatWasTried() {
        String written = MediaJson.levels(ports)
                .add("calls", MediaJson.calls(ports))
                .build()
                .toString();
        JsonObject read = Json.createReader(new StringReader(written)).readObject();
        assertEquals("nearly used up", read.getJsonObject("pool").getString("warning"));
        assertEquals(41, read.getJsonObject("path").getInt("longest"));
        assertFalse(read.getJsonObject("helpers").getJsonObject("ice").getBoolean("present"));
        JsonObject call = read.getJsonArray("calls").getJsonObject(0);
        assertEquals(PaperPorts.CALL, call.getString("id"), "whatever is in an id stays text");
        assertEquals(4, call.getInt("ports"));
        assertTrue(call.getJsonArray("streams").getJsonObject(1).getBoolean("silent"));
        assertEquals(
                "AEAD_AES_256_GCM",
                call.getJsonArray("streams").getJsonObject(0).getString("suite"));
        JsonObject layer = call.getJsonArray("streams")
                .getJsonObject(0)
                .getJsonObject("rewriting")
                .getJsonArray("layers")
                .getJsonObject(0);
        assertEquals(640, layer.getInt("width"));
        assertEquals(7.5, layer.getJsonNumber("framesPerSecond").doubleValue());
        JsonObject peer = call.getJsonArray("connectivity").getJsonObject(0);
        assertEquals("No pair works", peer.getString("sentence"));
        assertTrue(peer.isNull("history"));
    }

    @Test
    void theOverviewKnowsThePoolAndWhoIsAway() {
        JsonObject status = new MediaStatus(ports).status();
        assertEquals(100, status.getInt("portsTotal"));
        assertEquals("nearly used up", status.getString("warning"));
        assertFalse(status.getJsonObject("ice").getBoolean("present"));
    }

    @Test
    void monitoringSeesHowGoodTheStreamsAre() {
        assertEquals(0.0015, number("bailey_media_jitter_seconds", "audio", "0.5"));
        assertEquals(3.0 / 103, number("bailey_media_loss_ratio", "audio", "1"));
        assertEquals(0.02, number("bailey_media_round_trip_seconds", "audio", "0.95"));
        assertEquals(1, number("bailey_media_cipher_calls", "cipher", "AEAD_AES_256_GCM"));
        assertEquals(0, number("bailey_media_cipher_calls", "cipher", "none"));
        assertEquals(2, number("bailey_media_ice_failures_total", "cause", "only_host"));
        assertEquals(0, number("bailey_media_ice_failures_total", "cause", "consent"));
        assertEquals(5, number("bailey_media_ice_connected_total"));
        assertEquals(1, number("bailey_media_relays", "server", "first (UDP turn.test:3478)"));
        assertEquals(4, number("bailey_media_ended_streams_total", "loss", "more"));
    }

    @Test
    void monitoringSeesThePoolTheStreamsAndEveryReason() {
        assertEquals(88, number("bailey_media_pool_ports", "state", "free"));
        assertEquals(1, number("bailey_media_pool_warning"));
        assertEquals(2, number("bailey_media_path_absences_total"));
        assertEquals(1, number("bailey_media_loop_calls", "loop", "0"));
        assertEquals(100, number("bailey_media_packets_total"));
        assertEquals(2, number("bailey_media_open_streams"));
        assertEquals(1, number("bailey_media_silent_streams"));
        assertEquals(2, number("bailey_media_encrypted_streams"));
        assertEquals(1, number("bailey_media_peers", "state", "failed"));
        assertEquals(1, number("bailey_media_tcp_peers"));
        assertEquals(7, number("bailey_media_rewritten_total", "what", "key_pictures"));
        assertEquals(2, number("bailey_media_rewritten_streams"));
        assertEquals(5, number("bailey_media_rewriting_waited_packets"));
        assertEquals(1, number("bailey_media_relayed_peers"));
        assertEquals(10, number("bailey_media_dropped_packets_total", "reason", "unknown_payload"));
        assertEquals(12, number("bailey_media_picture_requests_total", "what", "asked_in_signalling"));
        assertEquals(
                11, metrics.get("bailey_media_dropped_packets_total").samples().size());
    }
}
