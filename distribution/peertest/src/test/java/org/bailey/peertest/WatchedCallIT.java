package org.bailey.peertest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bailey.lab.phone.LabCall;
import org.bailey.lab.phone.MicrosoftClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What REST and monitoring tell of a call between baresip and a Microsoft client, while it is up and afterwards. */
@ResourceLock(Stage.SOUND)
class WatchedCallIT {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String SUITE = "AES_CM_128_HMAC_SHA1_80";

    @RegisterExtension
    final Stage stage = new Stage();

    private Gateway gateway;

    @Test
    void streamsAndNumbersFollowTheCall() {
        int roomPort = Ports.block(2);
        int frontEnd = Ports.next();
        Gateway.Plan plan = Gateway.plan(stage).rooms(Transport.TLS, roomPort + 1);
        plan.configuration()
                .set("org.bailey.dialplan.zone~rooms", Map.of("mediaEncryption", "OFF", "tlsVerify", false))
                .microsoft(Transport.TLS, "127.0.0.1", frontEnd)
                .set("org.bailey.b2bua", Map.of("mediaEncryption", "REQUIRED"))
                .trust(MicrosoftSide.FRONT_END);
        MicrosoftSide microsoft = stage.add(new MicrosoftSide(frontEnd, plan.pki(), plan.microsoft()));
        gateway = plan.start();
        MicrosoftClient alice = microsoft.client(stage, "alice", 880);
        Baresip.Setup setup = Baresip.named("room")
                .at(roomPort)
                .over(Transport.TLS)
                .as(gateway.pki().identity("room.test", "127.0.0.1"))
                .behind(gateway);
        Exposition whileUp;
        try (Baresip room = setup.start(stage)) {
            room.dial("sip:alice@lync.test");
            LabCall call = alice.awaitIncoming(SOON).awaitConnected(SOON);
            room.awaitEstablished();
            call.awaitTone(440, SOON);
            room.awaitTone(880);
            whileUp = live();
            room.hangup();
            call.awaitEnded(SOON);
        }
        gateway.assertNothingLeft();
        over(whileUp);
    }

    private Exposition live() {
        JsonObject media = gateway.appliance().rest().get("/api/v1/media").asJsonObject();
        assertEquals(4, media.getJsonObject("pool").getInt("inUse"));
        JsonObject call = media.getJsonArray("calls").getJsonObject(0);
        assertEquals(gateway.appliance().liveCalls().get(0).getString("id"), call.getString("id"));
        for (JsonObject stream : call.getJsonArray("streams").getValuesAs(JsonObject.class)) {
            assertTrue(stream.getBoolean("open") && !stream.getBoolean("silent"), stream.toString());
            assertEquals(stream.getString("from").equals("CALLER"), stream.isNull("suite"), stream.toString());
        }
        Exposition numbers = metrics();
        assertEquals(1, numbers.number("bailey_call_live"));
        assertEquals(2, numbers.number("bailey_media_open_streams"));
        assertEquals(1, numbers.number("bailey_media_encrypted_streams"));
        assertEquals(0, numbers.number("bailey_media_silent_streams"));
        assertEquals(4, numbers.number("bailey_media_pool_ports{state=\"used\"}"));
        assertTrue(numbers.number("bailey_media_forwarded_packets_total") > 50);
        assertEquals(1, numbers.number("bailey_media_cipher_calls{cipher=\"" + SUITE + "\"}"));
        assertEquals(1, numbers.number("bailey_media_cipher_calls{cipher=\"none\"}"));
        double jitter = numbers.number("bailey_media_jitter_seconds{kind=\"audio\",quantile=\"1\"}");
        assertTrue(jitter >= 0 && jitter < 10, () -> "jitter " + jitter);
        double loss = numbers.number("bailey_media_loss_ratio{kind=\"audio\",quantile=\"0.5\"}");
        assertTrue(loss >= 0 && loss <= 1, () -> "loss " + loss);
        assertEquals(0, numbers.sum("bailey_media_ice_failures_total"));
        assertEquals(0, numbers.sum("bailey_media_ended_streams_total"));
        return numbers;
    }

    private void over(Exposition live) {
        JsonObject past = gateway.appliance().pastCalls().get(0);
        List<JsonObject> streams = past.getJsonArray("media").getValuesAs(JsonObject.class);
        assertEquals(2, streams.size());
        assertEquals(SUITE, streams.get(1).getString("suite"));
        long packets = streams.stream()
                .mapToLong(stream -> stream.getJsonNumber("packets").longValue())
                .sum();
        assertTrue(packets > 50, past.toString());
        Exposition numbers = metrics();
        assertTrue(numbers.number("bailey_media_packets_total") >= packets, "the total keeps what ended calls counted");
        assertEquals(0, numbers.number("bailey_call_live"));
        assertEquals(0, numbers.number("bailey_media_streams"));
        assertEquals(1, numbers.number("bailey_call_ended_total{status=\"200\"}"));
        assertEquals(1, numbers.number("bailey_section_up{section=\"media\"}"));
        assertEquals(2, numbers.sum("bailey_media_ended_streams_total"));
        assertEquals(Set.of(), numbers.fallenSince(live));
    }

    private Exposition metrics() {
        return Exposition.read(gateway.appliance().rest().text("/metrics"));
    }
}
