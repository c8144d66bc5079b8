package org.bailey.peertest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * pidgin-sipe and baresip hear each other through the gateway: Microsoft's ICE and SRTP on one leg, made by nobody here, RTP
 * or SRTP on the other. libnice does without the loopback, so media goes by this machine's own address; it never leaves it.
 */
@ResourceLock(Stage.SOUND)
class GenuineMediaIT {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final int ROOM_HZ = 440;
    private static final int PICTURES = 10;

    @RegisterExtension
    static final House house = new House();

    @RegisterExtension
    final Stage stage = new Stage();

    private static Gateway gateway;
    private static GenuineSide microsoft;
    private static Pki.Identity identity;
    private static int roomPort;

    private Sipe alice;

    @BeforeAll
    static void start() {
        roomPort = Ports.block(2);
        Gateway.Plan plan = Gateway.plan(house).rooms(Transport.TLS, roomPort + 1);
        plan.configuration()
                .set("org.bailey.dialplan.zone~rooms", Map.of("tlsVerify", false))
                .set("org.bailey.media", Map.of("bindAddress", Sockets.ownAddress()));
        microsoft = new GenuineSide(plan);
        identity = plan.pki().identity("room.test", "127.0.0.1");
        gateway = plan.start();
    }

    @BeforeEach
    void signIn() {
        alice = microsoft.alice(stage, gateway, "-v");
    }

    @AfterAll
    static void nothingIsLeft() {
        gateway.assertNothingLeft();
    }

    private static Baresip.Setup room(String encryption) {
        return Baresip.named("room")
                .at(roomPort)
                .over(Transport.TLS)
                .playing(ROOM_HZ)
                .as(identity)
                .behind(gateway)
                .with(encryption.equals("none") ? "" : ";mediaenc=" + encryption);
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "srtp"})
    void theClientCallsTheRoom(String encryption) {
        Baresip phone = room(encryption).answering().start(stage);
        alice.call("sip:room@video.test");
        phone.awaitEstablished();
        bothHear(phone, "caller", encryption);
        alice.hangup();
        phone.awaitClosed();
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "srtp"})
    void theRoomCallsTheClient(String encryption) {
        Baresip phone = room(encryption).start(stage);
        phone.dial("sip:alice@lync.test");
        phone.awaitEstablished();
        bothHear(phone, "callee", encryption);
        assertTrue(steps().contains("ICE: the pairs are offered to the callee"), steps());
        phone.hangup();
        alice.awaitOutput(SOON, "^call end");
    }

    @Test
    void theClientCallsTheRoomWithVideo() {
        Baresip phone = room("none").withVideo().answering().start(stage);
        alice.callWithVideo("sip:room@video.test");
        phone.awaitEstablished();
        bothSee(phone);
        alice.hangup();
        phone.awaitClosed();
    }

    @Test
    void theRoomCallsTheClientWithVideo() {
        Baresip phone = room("none").withVideo().start(stage);
        phone.dial("sip:alice@lync.test");
        phone.awaitEstablished();
        bothSee(phone);
        phone.hangup();
        alice.awaitOutput(SOON, "^call end");
    }

    /** Layered H.264 on one leg, plain on the other: what arrives is what was drawn, picture by picture. */
    private void bothSee(Baresip phone) {
        alice.awaitPictures(PICTURES);
        List<Integer> seen = phone.awaitPictures(PICTURES);
        List<Integer> drawn = alice.drawn();
        assertTrue(drawn.containsAll(seen), () -> seen + " of " + drawn);
    }

    private void bothHear(Baresip phone, String client, String encryption) {
        phone.awaitTone(Sipe.TONE_HZ);
        alice.awaitTone(ROOM_HZ);
        JsonObject call = gateway.appliance().liveCalls().get(0);
        assertTrue(call.getJsonObject(client).getBoolean("encrypted"), "the Microsoft leg is plain");
        String other = client.equals("caller") ? "callee" : "caller";
        assertEquals(!encryption.equals("none"), call.getJsonObject(other).getBoolean("encrypted"));
        assertTrue(steps().contains("ICE: line "), steps());
    }

    private String steps() {
        JsonObject call = gateway.appliance().liveCalls().get(0);
        return gateway.appliance()
                .rest()
                .get("/api/v1/calls/" + call.getString("id"))
                .asJsonObject()
                .get("steps")
                .toString();
    }
}
