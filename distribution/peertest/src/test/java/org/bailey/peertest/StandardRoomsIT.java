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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * linphone and baresip as rooms of a zone with ICE, keys allowed over UDP: two opinions on what a standard peer takes. Neither
 * gathers candidates of the loopback, so media goes by this machine's own address; it never leaves it. linphone is spoken to
 * over UDP: over TCP its Contact names the caller's own port of the connection, and nobody listens there.
 */
@ResourceLock(Stage.SOUND)
class StandardRoomsIT {
    private static final Duration SOON = Await.PATIENCE;
    private static final String SUITE = "AES_CM_128_HMAC_SHA1_80";

    @RegisterExtension
    static final House house = new House();

    @RegisterExtension
    final Stage stage = new Stage();

    private static Gateway gateway;
    private static MicrosoftSide microsoft;
    private static int roomPort;

    @BeforeAll
    static void start() {
        roomPort = Ports.next();
        int frontEnd = Ports.next();
        Gateway.Plan plan = Gateway.plan(house).rooms(Transport.UDP, roomPort);
        plan.configuration()
                .set(
                        "org.bailey.dialplan.zone~rooms",
                        Map.of("ice", true, "keysWithoutTls", true, "keyOffer", "SECURE_FIRST"))
                // linphone asks only the machine's own name servers, so our Contact has to be an address
                .set("org.bailey.system", Map.of("hostName", ""))
                .set("org.bailey.media", Map.of("bindAddress", Sockets.ownAddress()))
                .microsoft(Transport.TLS, "127.0.0.1", frontEnd)
                .trust(MicrosoftSide.FRONT_END);
        microsoft = house.stage().add(new MicrosoftSide(frontEnd, plan.pki(), plan.microsoft()));
        gateway = plan.start();
    }

    @AfterAll
    static void nothingIsLeft() {
        gateway.assertNothingLeft("has no hostName");
    }

    private Linphone.Setup linphone() {
        return Linphone.named("room", Transport.UDP, roomPort, 440).behind(gateway);
    }

    private Baresip.Setup baresip() {
        return Baresip.named("phone").at(roomPort).at(Sockets.ownAddress()).behind(gateway);
    }

    @Test
    void linphoneAnswersHearsSeesAndIsLeft() {
        Linphone room = linphone().start(stage);
        MicrosoftClient alice = microsoft.client(stage, "alice", 880);
        LabCall call = alice.call("sip:room@video.test").awaitConnected(SOON);
        call.awaitTone(440, SOON);
        room.awaitTone(880);
        call.addVideo();
        call.awaitVideo(10, SOON);
        call.awaitTone(440, SOON);
        call.bye();
        room.awaitOutput(SOON, "^Event: LinphoneCallReleased");
    }

    @Test
    void linphoneWithKeysAndIceIsCalled() {
        Linphone room = linphone().encrypting().withIce().start(stage);
        MicrosoftClient alice = microsoft.client(stage, "alice", 880);
        LabCall call = alice.call("sip:room@video.test").awaitConnected(SOON);
        call.awaitTone(440, SOON);
        room.awaitTone(880);
        goesByIce("callee");
        isEncrypted("callee");
        call.bye();
        room.awaitOutput(SOON, "^Event: LinphoneCallReleased");
    }

    @Test
    void linphoneWithKeysAndIceCallsAndChangesItsKeysWithHoldAndResume() {
        Linphone room = linphone().encrypting().withIce().changingKeys().start(stage);
        MicrosoftClient alice = microsoft.client(stage, "alice", 880);
        room.call("sip:alice@lync.test");
        LabCall call = alice.awaitIncoming(SOON).awaitConnected(SOON);
        call.awaitTone(440, SOON);
        room.awaitTone(880);
        goesByIce("caller");
        isEncrypted("caller");
        Set<String> before = room.keys();
        room.hold();
        call.awaitHeldByPeer(true, SOON);
        room.awaitOutput(SOON, "^Event: LinphoneCallPaused");
        room.resume();
        call.awaitHeldByPeer(false, SOON);
        call.awaitTone(440, SOON);
        room.awaitTone(880);
        isEncrypted("caller");
        assertTrue(room.keys().size() > before.size(), "linphone has kept its keys");
        room.terminate();
        call.awaitEnded(SOON);
    }

    @Test
    void baresipWithIceIsCalled() {
        Baresip phone = baresip().with(";medianat=ice").answering().start(stage);
        MicrosoftClient alice = microsoft.client(stage, "alice", 880);
        LabCall call = alice.call("sip:phone@video.test").awaitConnected(SOON);
        call.awaitTone(440, SOON);
        phone.awaitTone(880);
        goesByIce("callee");
        call.bye();
        phone.awaitClosed();
    }

    @Test
    void baresipWithKeysAndIceCalls() {
        Baresip phone = baresip().with(";medianat=ice;mediaenc=srtp").start(stage);
        MicrosoftClient alice = microsoft.client(stage, "alice", 880);
        phone.dial("sip:alice@lync.test");
        LabCall call = alice.awaitIncoming(SOON).awaitConnected(SOON);
        call.awaitTone(440, SOON);
        phone.awaitTone(880);
        goesByIce("caller");
        isEncrypted("caller");
        phone.hangup();
        call.awaitEnded(SOON);
    }

    /** REST names the chosen pair of both components; linphone offers video too. */
    private static void goesByIce(String side) {
        Await.until(
                SOON,
                "a way to the " + side,
                () -> gateway.appliance().ways(side).size() >= 2);
        List<JsonObject> ways = gateway.appliance().ways(side);
        for (JsonObject way : ways) {
            assertTrue(way.getString("local").startsWith(Sockets.ownAddress() + ":"), way.toString());
            assertTrue(way.getString("remote").startsWith(Sockets.ownAddress() + ":"), way.toString());
        }
    }

    private static void isEncrypted(String side) {
        JsonObject call = gateway.appliance().liveCalls().get(0);
        assertEquals(
                "[\"" + SUITE + "\"]", call.getJsonObject(side).get("cipher").toString(), call.toString());
    }
}
