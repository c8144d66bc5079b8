package org.bailey.peertest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.bailey.lab.phone.LabCall;
import org.bailey.lab.phone.MicrosoftClient;
import org.bailey.lab.wire.Journal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * baresip over TLS as a room that never, rather or always encrypts, against each level of its zone, in both directions. The
 * Microsoft leg is encrypted all the time. No key and no ICE password of either leg is seen in REST, metrics, an export, a backup,
 * or in anything the appliance writes.
 */
@ResourceLock(Stage.SOUND)
class EncryptionIT {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String ALICE = "sip:alice@lync.test";
    private static final String ROOM = "sip:room@video.test";
    private static final String SUITE = "AES_CM_128_HMAC_SHA1_80";
    private static final Pattern KEY = Pattern.compile("inline:([A-Za-z0-9+/]{38,})");
    private static final Pattern PASSWORD = Pattern.compile("a=ice-pwd:([A-Za-z0-9+/]{22,})");

    @RegisterExtension
    static final House house = new House();

    @RegisterExtension
    final Stage stage = new Stage();

    private static Gateway.Plan plan;
    private static Gateway gateway;
    private static MicrosoftSide microsoft;
    private static Pki.Identity identity;
    private static int roomPort;

    private final Set<String> keys = new TreeSet<>();
    private final Set<String> passwords = new TreeSet<>();

    private MicrosoftClient alice;

    @BeforeAll
    static void start() {
        roomPort = Ports.block(2);
        int frontEnd = Ports.next();
        plan = Gateway.plan(house).rooms(Transport.TLS, roomPort + 1);
        plan.configuration()
                .set("org.bailey.dialplan.zone~rooms", Map.of("tlsVerify", false))
                .microsoft(Transport.TLS, "127.0.0.1", frontEnd)
                .set("org.bailey.b2bua", Map.of("mediaEncryption", "REQUIRED"))
                .trust(MicrosoftSide.FRONT_END);
        microsoft = house.stage().add(new MicrosoftSide(frontEnd, plan.pki(), plan.microsoft()));
        identity = plan.pki().identity("room.test", "127.0.0.1");
        gateway = plan.start();
    }

    @BeforeEach
    void signIn() {
        alice = microsoft.client(stage, "alice", 880);
    }

    @AfterAll
    static void nothingIsLeft() {
        gateway.assertNothingLeft();
    }

    private Baresip room(String encryption, boolean answers) {
        Baresip.Setup setup = Baresip.named("room")
                .at(roomPort)
                .over(Transport.TLS)
                .as(identity)
                .behind(gateway)
                .with(encryption.equals("none") ? "" : ";mediaenc=" + encryption);
        return (answers ? setup.answering() : setup).start(stage);
    }

    @ParameterizedTest
    @CsvSource({"OPTIONAL", "SECURE_FIRST"})
    void aRoomIsEncryptedIfItCan(String keyOffer) throws IOException {
        zone("AUTO", keyOffer);
        heard("none", false);
        heard("srtp", true);
        heard("srtp-mand", true);
        noKeyIsShown(true);
    }

    @Test
    void aRoomThatCannotIsRefusedWhereItHasTo() throws IOException {
        zone("REQUIRED", "OPTIONAL");
        refused("none", "audio offers no encryption (RTP/AVP without keys)");
        heard("srtp", true);
        heard("srtp-mand", true);
        noKeyIsShown(true);
    }

    @Test
    void aRoomThatHasToIsRefusedWhereItCannot() throws IOException {
        zone("OFF", "OPTIONAL");
        heard("none", false);
        heard("srtp", false);
        refused("srtp-mand", "audio requires encryption (RTP/SAVP), but media encryption is OFF there");
        noKeyIsShown(false);
    }

    /** Another level from now on. */
    private static void zone(String level, String keyOffer) {
        plan.configuration()
                .set("org.bailey.dialplan.zone~rooms", Map.of("mediaEncryption", level, "keyOffer", keyOffer));
        gateway.appliance().apply(plan.configuration());
    }

    private void heard(String room, boolean encrypted) {
        roomCalls(room, encrypted, "");
        clientCalls(room, encrypted, "");
    }

    private void refused(String room, String why) {
        roomCalls(room, false, why);
        clientCalls(room, false, why);
    }

    private void noKeyIsShown(boolean encrypted) throws IOException {
        assertTrue(!encrypted || !keys.isEmpty(), "no key of a room was seen anywhere");
        int ofRooms = keys.size();
        for (Journal.Entry entry : alice.journal().entries()) {
            find(KEY, entry.raw(), keys);
            find(PASSWORD, entry.raw(), passwords);
        }
        assertTrue(keys.size() > ofRooms, "no key of the Microsoft leg was seen anywhere");
        assertTrue(!passwords.isEmpty(), "no ICE password was seen anywhere");
        for (Map.Entry<String, String> place : shown().entrySet()) {
            for (String key : keys) {
                assertFalse(place.getValue().contains(key), "a key is in " + place.getKey());
            }
            for (String password : passwords) {
                assertFalse(place.getValue().contains(password), "an ICE password is in " + place.getKey());
            }
        }
    }

    private void roomCalls(String encryption, boolean encrypted, String refusal) {
        try (Baresip room = room(encryption, false)) {
            int next = alice.incomingCount();
            room.dial(ALICE);
            if (!refusal.isEmpty()) {
                assertTrue(room.awaitClosed().contains("488"));
                sentence(
                        "Encryption levels do not match on the leg of the caller (zone 'rooms', media encryption ",
                        refusal);
                return;
            }
            LabCall call = alice.awaitIncoming(next, SOON).awaitConnected(SOON);
            room.awaitEstablished();
            bothHear(room, call, "caller", encrypted);
            room.hold();
            call.awaitHeldByPeer(true, SOON).awaitSilence(440, SOON);
            room.resume();
            call.awaitHeldByPeer(false, SOON);
            bothHear(room, call, "caller", encrypted);
            room.hangup();
            call.awaitEnded(SOON);
            gather(room);
        }
    }

    private void clientCalls(String encryption, boolean encrypted, String refusal) {
        try (Baresip room = room(encryption, true)) {
            LabCall call = alice.call(ROOM);
            if (!refusal.isEmpty()) {
                assertEquals(488, call.awaitEnded(SOON).status());
                sentence("The called side (zone 'rooms', media encryption ", "answered 488 ");
                return;
            }
            call.awaitConnected(SOON);
            room.awaitEstablished();
            bothHear(room, call, "callee", encrypted);
            call.bye();
            room.awaitClosed();
            gather(room);
        }
    }

    private void bothHear(Baresip room, LabCall call, String roomSide, boolean encrypted) {
        call.awaitTone(440, SOON);
        room.awaitTone(880);
        assertTrue(call.encrypted(), "the Microsoft leg is plain");
        JsonObject live = gateway.appliance().liveCalls().get(0);
        String otherSide = roomSide.equals("caller") ? "callee" : "caller";
        assertEquals(encrypted, live.getJsonObject(roomSide).getBoolean("encrypted"));
        assertEquals(
                encrypted ? "[\"" + SUITE + "\"]" : "[]",
                live.getJsonObject(roomSide).get("cipher").toString());
        assertEquals(
                "[\"" + SUITE + "\"]",
                live.getJsonObject(otherSide).get("cipher").toString());
        gateway.appliance().rest().get("/api/v1/calls/" + live.getString("id"));
    }

    /** The newest call that is over ended so; its record may come a moment after the answer. */
    private void sentence(String begins, String holds) {
        Await.until(
                SOON,
                "a call that ended with: " + begins + "..." + holds,
                () -> gateway.appliance().pastCalls().stream()
                        .limit(1)
                        .map(call -> call.getJsonObject("end").getString("sentence"))
                        .anyMatch(sentence -> sentence.startsWith(begins) && sentence.contains(holds)));
    }

    /** Keys as they went over the wire, from the room's own trace. */
    private void gather(Baresip room) {
        find(KEY, room.output(), keys);
        find(PASSWORD, room.output(), passwords);
    }

    private static void find(Pattern what, String text, Set<String> into) {
        Matcher matcher = what.matcher(text);
        while (matcher.find()) {
            into.add(matcher.group(1));
        }
    }

    /** All that the appliance shows and writes, by where: records with every step, status, metrics, log, settings, backup. */
    private static Map<String, String> shown() throws IOException {
        Map<String, String> all = new TreeMap<>();
        Appliance appliance = gateway.appliance();
        for (JsonObject call : appliance.pastCalls()) {
            String path = "/api/v1/calls/" + call.getString("id");
            all.put(path, plain(appliance.rest().text(path)));
        }
        assertTrue(all.values().stream().anyMatch(call -> call.contains("agreed")), "nothing is shown at all");
        for (String path : List.of("/api/v1/calls", "/api/v1/status", "/metrics")) {
            all.put(path, plain(appliance.rest().text(path)));
        }
        all.put("config export", plain(appliance.command("config", "export")));
        all.put("what it prints", appliance.output());
        try (Stream<Path> files = Files.walk(appliance.data())) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().endsWith(".jar"))
                    .toList()) {
                all.put(file.toString(), plain(Files.readString(file, StandardCharsets.ISO_8859_1)));
            }
        }
        assertTrue(all.keySet().stream().anyMatch(place -> place.endsWith("log/bailey.log")), "there is no log");
        Path backup =
                Files.createTempDirectory(appliance.data().getParent(), "kept").resolve("backup.zip");
        appliance.command("backup", backup.toString());
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(backup))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                all.put(
                        "backup: " + entry.getName(),
                        plain(new String(zip.readAllBytes(), StandardCharsets.ISO_8859_1)));
            }
        }
        assertTrue(all.containsKey("backup: config.json"), "nothing is in the backup");
        return all;
    }

    /** JSON may write a slash as two. */
    private static String plain(String text) {
        return text.replace("\\/", "/");
    }
}
