package org.bailey.peertest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bailey.versions.Failure;
import org.bailey.versions.NextVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * pidgin-sipe and baresip hear each other though no packet can go directly between the client and the gateway: media has
 * 127.0.0.1 only, where the client's own address is not answered, and coturn relays at that address. The Microsoft leg is
 * encrypted, the standard one as the room wants it; whoever calls.
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
    private Pki.Identity vendor;
    private Baresip.Setup room;
    private Sipe alice;
    /** The side of the client. */
    private String client;

    private String encryption;

    /** @param encryption of the room: {@code none} or {@code srtp} */
    private void start(Map<String, Coturn> servers, String encryption) throws GeneralSecurityException, IOException {
        this.encryption = encryption;
        int roomPort = Ports.block(2);
        Gateway.Plan plan = Gateway.plan(stage).rooms(Transport.TLS, roomPort + 1);
        plan.configuration()
                .set("org.bailey.dialplan.zone~rooms", Map.of("tlsVerify", false))
                // over TCP the client's own address is reached after all
                .set("org.bailey.media", Map.of("bindAddress", "127.0.0.1", "tcpCandidates", "off"))
                .set("org.bailey.turn", Map.of("offer", true));
        GenuineSide microsoft = new GenuineSide(plan);
        vendor = plan.pki().identity("vendor.test");
        String signer = Base64.getEncoder().encodeToString(vendor.own().getEncoded());
        plan.configuration().set("org.bailey.module", Map.of("signers", List.of(signer)));
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
        Pki.Identity identity = plan.pki().identity("room.test", "127.0.0.1");
        gateway = plan.start();
        alice = microsoft.alice(stage, gateway);
        room = Baresip.named("room")
                .at(roomPort)
                .over(Transport.TLS)
                .playing(ROOM_HZ)
                .as(identity)
                .behind(gateway)
                .with(encryption.equals("none") ? "" : ";mediaenc=" + encryption);
    }

    private Coturn server(String name, String... settings) {
        return Coturn.relaying(stage, name, Sockets.ownAddress(), settings);
    }

    /** A call that is up and heard. */
    private Baresip called(String by) {
        Baresip phone;
        if (by.equals("client")) {
            client = "caller";
            phone = room.answering().start(stage);
            alice.call("sip:room@video.test");
        } else {
            client = "callee";
            phone = room.start(stage);
            phone.dial("sip:alice@lync.test");
        }
        phone.awaitEstablished();
        bothHear(phone);
        return phone;
    }

    private void hungUp(Baresip phone, String by) {
        if (by.equals("client")) {
            alice.hangup();
            phone.awaitClosed();
        } else {
            phone.hangup();
            alice.awaitOutput(SOON, "^call end");
        }
    }

    @ParameterizedTest
    @CsvSource({"client, none", "client, srtp", "room, none", "room, srtp"})
    void theyHearEachOtherThroughTheRelayOnly(String by, String encryption) throws Exception {
        start(Map.of("edge", server("edge")), encryption);
        Baresip phone = called(by);
        goesThrough("edge");
        hungUp(phone, by);
        gateway.assertNothingLeft();
    }

    /** Every packet of the Microsoft leg goes through the TURN client: the version before finds those that the broken one threw at. */
    @Test
    void aTurnClientThatThrowsOnItsTenthPacketIsPutBackAndTheRelayedCallGoesOn() throws Exception {
        start(Map.of("edge", server("edge")), "none");
        Baresip phone = called("client");
        String name = "org.bailey.turn.provider";
        NextVersion broken = NextVersion.of(
                        NextVersion.live(Appliance.repository()).get(name), 1)
                .failing(Failure.TENTH_PACKET);
        Path file = Files.write(
                stage.folder("vendor").resolve("turn.jar"), broken.signed(vendor.signingKey(), vendor.own()));
        String said = gateway.appliance().says("module", "update", file.toString());
        assertTrue(said.contains("PUT_BACK: java.lang.ArrayIndexOutOfBoundsException: tenth packet"), said);
        bothHear(phone);
        goesThrough("edge");
        hungUp(phone, "client");
        gateway.assertNothingLeft(
                "MODULE-001", "TURN-001", "tenth packet", "\tat "); // it threw at the server's watch too
    }

    /** The server gives two addresses and no more, forgets its nonces and wants to be asked again every six seconds. */
    @ParameterizedTest
    @ValueSource(strings = {"client", "room"})
    void theCallStandsThroughAServerThatIsShortOfEverything(String by) throws Exception {
        Coturn edge = server("edge", "user-quota=2", "stale-nonce=3", "max-allocate-lifetime=12");
        start(Map.of("edge", edge), "srtp");
        Baresip phone = called(by);
        goesThrough("edge");
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
        goesThrough("edge");
        hungUp(phone, by);
        gateway.assertNothingLeft("TURN server edge");
    }

    @ParameterizedTest
    @CsvSource({"client, none", "room, srtp"})
    void theCallEndsWithAReasonWhenItsOnlyRelayDies(String by, String encryption) throws Exception {
        Coturn edge = server("edge");
        start(Map.of("edge", edge), encryption);
        Baresip phone = called(by);
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

    /** Whoever called chooses the way of the Microsoft leg: the client that called has to learn that ours is gone. */
    @ParameterizedTest
    @CsvSource({"client, none", "client, srtp", "room, none", "room, srtp"})
    void theCallGoesOnThroughAnotherRelayWhenItsOwnDies(String by, String encryption) throws Exception {
        Map<String, Coturn> servers = Map.of("edge", server("edge"), "spare", server("spare"));
        start(servers, encryption);
        Baresip phone = called(by);
        servers.get(usedServer()).close();
        Await.until(
                AFTER_A_LOSS,
                "the way through the other server",
                () -> servers.keySet().stream()
                        .filter(name -> ways().size() == 2
                                && ways().stream()
                                        .allMatch(way -> way.getString("relay").contains(name)))
                        .anyMatch(name -> servers.get(name).alive()));
        bothHear(phone);
        hungUp(phone, by);
        gateway.assertNothingLeft("TURN server");
    }

    /**
     * No way is left, and the client is asked for another by new credentials of ours. It answers with its own as before, and has taken
     * ours: when the server is back, the way through its new relay is found under them.
     */
    @ParameterizedTest
    @CsvSource({"client, srtp", "room, none"})
    void theCallGoesOnUnderNewCredentialsWhenItsOnlyServerComesBack(String by, String encryption) throws Exception {
        Coturn edge = server("edge");
        start(Map.of("edge", edge), encryption);
        Baresip phone = called(by);
        goesThrough("edge");
        edge.close();
        Await.until(
                AFTER_A_LOSS,
                "the client to answer new credentials",
                () -> call().matches("(?s).*ICE: another way is asked for.*\"agreed\".*"));
        Coturn.relayingAt(stage, "edge-again", edge.port(), Sockets.ownAddress());
        Await.value(
                AFTER_A_LOSS,
                () -> "a way to the " + client + "; the call: " + call(),
                () -> ways().size() == 2 ? Optional.of(true) : Optional.empty());
        goesThrough("edge");
        bothHear(phone);
        hungUp(phone, by);
        gateway.assertNothingLeft("TURN server edge");
    }

    private void bothHear(Baresip phone) {
        try {
            phone.awaitTone(Sipe.TONE_HZ);
            alice.awaitTone(ROOM_HZ);
        } catch (AssertionError deaf) {
            throw new AssertionError(deaf.getMessage() + "; " + call(), deaf);
        }
        JsonObject call = gateway.appliance().liveCalls().get(0);
        String other = client.equals("caller") ? "callee" : "caller";
        assertTrue(call.getJsonObject(client).getBoolean("encrypted"), "the Microsoft leg is plain");
        assertEquals(!encryption.equals("none"), call.getJsonObject(other).getBoolean("encrypted"), "the standard leg");
    }

    /** All that is told of the call; nothing once it is over. */
    private String call() {
        return gateway.appliance().liveCalls().stream()
                .findFirst()
                .map(call -> gateway.appliance().rest().text("/api/v1/calls/" + call.getString("id")))
                .orElse("");
    }

    /** Both components of the Microsoft leg go by a relayed address of that server. */
    private void goesThrough(String server) {
        Await.until(SOON, "a way to the " + client, () -> ways().size() == 2);
        for (JsonObject way : ways()) {
            assertTrue(way.getString("relay").contains(server), way.toString());
            assertTrue(way.getString("local").startsWith(Sockets.ownAddress() + ":"), way.toString());
        }
    }

    private String usedServer() {
        Await.until(SOON, "a way to the " + client, () -> ways().size() == 2);
        return ways().get(0).getString("relay").contains("edge") ? "edge" : "spare";
    }

    private List<JsonObject> ways() {
        return gateway.appliance().ways(client);
    }
}
