package org.bailey.peertest;

import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * pidgin-sipe and baresip hear each other though no packet can go directly between the client and the gateway: media has
 * 127.0.0.1 only, where the client's own address is not answered, and coturn relays at that address.
 */
@ResourceLock(Stage.SOUND)
class GenuineRelayIT {
    private static final Duration SOON = Duration.ofSeconds(20);
    // a server that is gone is missed after 5 s, then another way is tried; without one the search takes 15 s
    private static final Duration AFTER_A_LOSS = Duration.ofSeconds(150);
    private static final int ROOM_HZ = 440;

    @RegisterExtension
    final Stage stage = new Stage();

    private Gateway gateway;
    private Baresip.Setup room;
    private Sipe alice;

    private void start(Map<String, Coturn> servers) {
        int roomPort = Ports.next();
        Gateway.Plan plan = Gateway.plan(stage).rooms(Transport.TCP, roomPort);
        plan.configuration()
                // over TCP the client's own address is reached after all
                .set("org.bailey.media", Map.of("bindAddress", "127.0.0.1", "tcpCandidates", "off"))
                .set("org.bailey.turn", Map.of("offer", true));
        GenuineSide microsoft = new GenuineSide(plan);
        servers.forEach((name, coturn) -> plan.configuration()
                .set(
                        "org.bailey.turn.server~" + name,
                        Map.of(
                                "address",
                                "127.0.0.1",
                                "port",
                                coturn.port(),
                                "username",
                                Coturn.USER,
                                "password",
                                Coturn.PASSWORD)));
        gateway = plan.start();
        alice = microsoft.alice(stage, gateway);
        room = Baresip.named("room")
                .at(roomPort)
                .over(Transport.TCP)
                .playing(ROOM_HZ)
                .behind(gateway);
    }

    private Coturn server(String name, String... settings) {
        return Coturn.relaying(stage, name, Sockets.ownAddress(), settings);
    }

    @Test
    void theClientCallsTheRoom() {
        start(Map.of("edge", server("edge")));
        Baresip phone = room.answering().start(stage);
        alice.call("sip:room@video.test");
        phone.awaitEstablished();
        bothHear(phone);
        goesThrough("caller", "edge");
        alice.hangup();
        phone.awaitClosed();
        gateway.assertNothingLeft();
    }

    /** The server gives two addresses and no more, forgets its nonces and wants to be asked again every six seconds. */
    @Test
    void theRoomCallsTheClientThroughAServerThatIsShortOfEverything() {
        Coturn edge = server("edge", "user-quota=2", "stale-nonce=3", "max-allocate-lifetime=12");
        start(Map.of("edge", edge));
        Baresip phone = room.start(stage);
        phone.dial("sip:alice@lync.test");
        phone.awaitEstablished();
        bothHear(phone);
        goesThrough("callee", "edge");
        gateway.appliance().rest().post("/api/v1/turn/probe");
        Await.until(
                SOON,
                "the server to say that there are no more",
                () -> gateway.appliance()
                        .rest()
                        .text("/api/v1/turn")
                        .contains("gives user bailey no more addresses (486"));
        edge.awaitOutput(SOON, "error 438: Stale nonce[\\s\\S]*refreshed, realm=.* lifetime=[1-9]");
        bothHear(phone);
        goesThrough("callee", "edge");
        phone.hangup();
        alice.awaitOutput(SOON, "^call end");
        gateway.assertNothingLeft("TURN server edge");
    }

    @Test
    void theCallEndsWithAReasonWhenItsOnlyRelayDies() {
        Coturn edge = server("edge");
        start(Map.of("edge", edge));
        Baresip phone = room.answering().start(stage);
        alice.call("sip:room@video.test");
        phone.awaitEstablished();
        bothHear(phone);
        edge.close();
        JsonObject call = Await.value(
                AFTER_A_LOSS,
                "the call to end",
                () -> gateway.appliance().pastCalls().stream().findFirst());
        String sentence = call.getJsonObject("end").getString("sentence");
        assertTrue(sentence.contains("media connectivity"), sentence);
        phone.awaitClosed();
        gateway.assertNothingLeft("TURN server edge");
    }

    @Test
    void theCallGoesOnThroughAnotherRelayWhenItsOwnDies() {
        Map<String, Coturn> servers = Map.of("edge", server("edge"), "spare", server("spare"));
        start(servers);
        Baresip phone = room.start(stage);
        phone.dial("sip:alice@lync.test");
        phone.awaitEstablished();
        bothHear(phone);
        servers.get(serverOf("callee")).close();
        Await.until(
                AFTER_A_LOSS,
                "the way through the other server",
                () -> servers.keySet().stream()
                        .filter(name -> ways("callee").stream()
                                .allMatch(way -> way.getString("relay").contains(name)))
                        .anyMatch(name -> servers.get(name).alive()));
        bothHear(phone);
        phone.hangup();
        alice.awaitOutput(SOON, "^call end");
        gateway.assertNothingLeft("TURN server");
    }

    private void bothHear(Baresip phone) {
        phone.awaitTone(Sipe.TONE_HZ);
        alice.awaitTone(ROOM_HZ);
    }

    /** Both components of the Microsoft leg go by a relayed address of that server. */
    private void goesThrough(String side, String server) {
        Await.until(SOON, "a way to the " + side, () -> ways(side).size() == 2);
        for (JsonObject way : ways(side)) {
            assertTrue(way.getString("relay").contains(server), way.toString());
            assertTrue(way.getString("local").startsWith(Sockets.ownAddress() + ":"), way.toString());
        }
    }

    private String serverOf(String side) {
        Await.until(SOON, "a way to the " + side, () -> ways(side).size() == 2);
        return ways(side).get(0).getString("relay").contains("edge") ? "edge" : "spare";
    }

    private List<JsonObject> ways(String side) {
        return gateway.appliance().ways(side);
    }
}
