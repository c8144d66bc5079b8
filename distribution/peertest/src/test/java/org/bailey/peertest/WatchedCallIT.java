package org.bailey.peertest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
        try (Baresip room = setup.start(stage)) {
            room.dial("sip:alice@lync.test");
            LabCall call = alice.awaitIncoming(SOON).awaitConnected(SOON);
            room.awaitEstablished();
            call.awaitTone(440, SOON);
            room.awaitTone(880);
            live();
            room.hangup();
            call.awaitEnded(SOON);
        }
        gateway.assertNothingLeft();
        over();
    }

    private void live() {
        JsonObject media = gateway.appliance().rest().get("/api/v1/media").asJsonObject();
        assertEquals(4, media.getJsonObject("pool").getInt("inUse"));
        JsonObject call = media.getJsonArray("calls").getJsonObject(0);
        assertEquals(gateway.appliance().liveCalls().get(0).getString("id"), call.getString("id"));
        for (JsonObject stream : call.getJsonArray("streams").getValuesAs(JsonObject.class)) {
            assertTrue(stream.getBoolean("open") && !stream.getBoolean("silent"), stream.toString());
            assertEquals(stream.getString("from").equals("CALLER"), stream.isNull("suite"), stream.toString());
        }
        assertEquals(1, number("bailey_call_live"));
        assertEquals(2, number("bailey_media_open_streams"));
        assertEquals(1, number("bailey_media_encrypted_streams"));
        assertEquals(0, number("bailey_media_silent_streams"));
        assertEquals(4, number("bailey_media_pool_ports{state=\"used\"}"));
        assertTrue(number("bailey_media_forwarded_packets_total") > 50);
    }

    private void over() {
        JsonObject past = gateway.appliance().pastCalls().get(0);
        List<JsonObject> streams = past.getJsonArray("media").getValuesAs(JsonObject.class);
        assertEquals(2, streams.size());
        assertEquals(SUITE, streams.get(1).getString("suite"));
        long packets = streams.stream()
                .mapToLong(stream -> stream.getJsonNumber("packets").longValue())
                .sum();
        assertTrue(packets > 50, past.toString());
        assertTrue(number("bailey_media_packets_total") >= packets, "the total keeps what ended calls counted");
        assertEquals(0, number("bailey_call_live"));
        assertEquals(0, number("bailey_media_streams"));
        assertEquals(1, number("bailey_call_ended_total{status=\"200\"}"));
        String text = gateway.appliance().rest().text("/metrics");
        assertFalse(text.contains("bailey_section_up{section=\"media\"} 0"), text);
    }

    private long number(String name) {
        String text = gateway.appliance().rest().text("/metrics");
        Matcher line = Pattern.compile("^" + Pattern.quote(name) + " (\\d+)$", Pattern.MULTILINE)
                .matcher(text);
        return Optional.of(line)
                .filter(Matcher::find)
                .map(found -> Long.parseLong(found.group(1)))
                .orElseThrow(() -> new AssertionError(name + " is not among " + text));
    }
}
