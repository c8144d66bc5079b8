package org.bailey.peertest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

/** pidgin-sipe behind the small Front End: what a genuine client of that dialect sends, and what it can take. */
@ResourceLock(Stage.SOUND)
class GenuineClientIT {
    private static final Duration SOON = Await.PATIENCE;
    private static final String ROOM = "sip:room@video.test";

    @RegisterExtension
    static final House house = new House();

    @RegisterExtension
    final Stage stage = new Stage();

    private static Gateway gateway;
    private static GenuineSide microsoft;
    private static int roomPort;

    @BeforeAll
    static void start() {
        roomPort = Ports.next();
        Gateway.Plan plan = Gateway.plan(house).rooms(Transport.TCP, roomPort);
        microsoft = new GenuineSide(plan);
        // its audio never comes up here: the call is not to end of that while something else is looked at
        plan.configuration().set("org.bailey.ice", Map.of("checkSeconds", 60));
        gateway = plan.start();
    }

    @AfterAll
    static void nothingIsLeft() {
        gateway.assertNothingLeft();
    }

    @Test
    void givesUpWhileTwoEndpointsOfTheRoomRing() {
        Sipp room = room("answer-silent-forked");
        SmallFrontEnd frontEnd = frontEnd("--cancel");
        Sipe alice = Sipe.start(stage, frontEnd, "alice", "alice").awaitSignedOn();
        alice.call(ROOM);
        frontEnd.awaitOutput(SOON, "SIP/2.0 180 Ringing");
        alice.hangup();
        room.awaitSuccess(SOON);
        frontEnd.awaitOutput(SOON, "SIP/2.0 487 ");
        ended("alice@lync.test");
    }

    /** It says BYE, without To tag, where others say CANCEL. */
    @Test
    void givesUpInItsOwnWay() {
        Sipp room = room("answer-silent");
        SmallFrontEnd frontEnd = frontEnd();
        Sipe alice = Sipe.start(stage, frontEnd, "alice", "alice").awaitSignedOn();
        alice.call(ROOM);
        frontEnd.awaitOutput(SOON, "SIP/2.0 180 Ringing");
        alice.hangup();
        room.awaitSuccess(SOON);
        ended("alice@lync.test");
    }

    @Test
    void isAnsweredAndHangsUp() {
        Baresip room = answeringRoom();
        SmallFrontEnd frontEnd = frontEnd();
        Sipe alice = Sipe.start(stage, frontEnd, "alice", "alice").awaitSignedOn();
        alice.call(ROOM);
        room.awaitEstablished();
        frontEnd.awaitOutput(SOON, "(?s)SIP/2.0 200 OK\\r?\\n(?:[^\\n]+\\n)*?CSeq: \\d+ INVITE");
        alice.hangup();
        room.awaitClosed();
        ended("alice@lync.test");
    }

    /**
     * Its audio never comes up here, and it holds all the same: re-INVITE with inactive, and with no direction to resume. When it
     * sends again it may break down over its plain RTP, without ACK and BYE; it is the room that ends the call.
     */
    @Test
    void holdsAndResumes() {
        Baresip room = answeringRoom();
        SmallFrontEnd frontEnd = frontEnd();
        Sipe erin =
                Sipe.start(stage, frontEnd, "erin", "erin", "-e", "disabled").awaitSignedOn();
        erin.call(ROOM);
        room.awaitEstablished();
        frontEnd.awaitOutput(SOON, requested("ACK", "1 ACK"));
        erin.hold();
        room.awaitOutput(SOON, offered("inactive"));
        frontEnd.awaitOutput(SOON, agreed("2 INVITE", "inactive"));
        frontEnd.awaitOutput(SOON, requested("ACK", "2 ACK"));
        erin.unhold();
        room.awaitOutput(SOON, offered("inactive") + ".*" + offered("sendrecv"));
        frontEnd.awaitOutput(SOON, agreed("[34] INVITE", "sendrecv"));
        room.hangup();
        room.awaitClosed();
    }

    /**
     * The room's hold reaches the client, which answers a re-INVITE only when its candidates have met: here it never does. It may
     * hang up all the same, and the room hears that its hold came to nothing.
     */
    @Test
    void mayLeaveARoomWhoseHoldItNeverAnswers() {
        Baresip room = answeringRoom();
        SmallFrontEnd frontEnd = frontEnd();
        Sipe dora =
                Sipe.start(stage, frontEnd, "dora", "dora", "-e", "disabled").awaitSignedOn();
        dora.call(ROOM);
        room.awaitEstablished();
        frontEnd.awaitOutput(SOON, requested("ACK", "1 ACK"));
        room.hold();
        frontEnd.awaitOutput(SOON, "(?s)INVITE sip:dora@lync\\.test.{1,3000}a=sendonly");
        dora.hangup();
        room.awaitClosed();
        room.awaitOutput(SOON, "^SIP/2\\.0 487 ");
    }

    private Baresip answeringRoom() {
        return Baresip.named("room")
                .at(roomPort)
                .over(Transport.TCP)
                .behind(gateway)
                .answering()
                .start(stage);
    }

    /** A request in a log: {@code cseq} follows its start line. */
    private static String requested(String method, String cseq) {
        return method + " sip:[^\\n]+\\n(?:[^\\n]+\\n)*?CSeq: " + cseq;
    }

    /** A re-INVITE to the room whose description has this direction. */
    private static String offered(String direction) {
        return "(?s)INVITE sip:room-[^\\n]+\\n(?:(?!SIP/2\\.0 ).)*?a=" + direction;
    }

    /** An INVITE to the room by this user; its Call-ID is the first group. */
    private static String invited(String user) {
        return "INVITE " + ROOM + " SIP/2\\.0\\r?\\n(?:[^\\n]+\\n)*?From: [^\\n]*sip:" + user
                + "@(?:[^\\n]+\\n)*?Call-ID: (\\S+)";
    }

    /** A 200 whose description has this direction. */
    private static String agreed(String cseq, String direction) {
        return "(?s)SIP/2\\.0 200 OK\\r?\\n(?:[^\\n]+\\n)*?CSeq: " + cseq + "(?:(?!SIP/2\\.0 ).)*?a=" + direction;
    }

    /** Signed in twice: both places ring, the gateway hears two 180 with different tags, then gives up. */
    @Test
    void ringsInTwoPlacesUntilTheRoomGivesUp() {
        SmallFrontEnd frontEnd = frontEnd();
        Sipe desk = Sipe.start(stage, frontEnd, "bob", "bob-desk", "-n").awaitSignedOn();
        Sipe mobile = Sipe.start(stage, frontEnd, "bob", "bob-mobile", "-n").awaitSignedOn();
        Baresip room = Baresip.named("room")
                .at(roomPort)
                .over(Transport.TCP)
                .behind(gateway)
                .start(stage);
        room.dial("sip:bob@lync.test");
        desk.awaitOutput(SOON, "^call new audio sip:");
        mobile.awaitOutput(SOON, "^call new audio sip:");
        room.hangup();
        desk.awaitOutput(SOON, "^call end");
        mobile.awaitOutput(SOON, "^call end");
        ended("bob@lync.test");
    }

    /** The plug-in makes Call-ID, tags and branches of rand(), which it seeds with the second it starts in. */
    @Test
    void twoClientsThatThinkOfTheSameCallIdStaySeparate() {
        Sipp room = room("answer-silent", 2);
        SmallFrontEnd frontEnd = frontEnd("--cancel");
        Sipe alice = Sipe.start(stage, frontEnd, "alice", "alice", "-r", "7").awaitSignedOn();
        Sipe carol = Sipe.start(stage, frontEnd, "carol", "carol", "-r", "7").awaitSignedOn();
        alice.call(ROOM);
        carol.call(ROOM);
        JsonObject first = ringing("alice@lync.test");
        JsonObject second = ringing("carol@lync.test");
        assertTrue(!first.getString("id").equals(second.getString("id")), "two clients share one call");
        assertEquals(
                frontEnd.awaitOutput(SOON, invited("alice")).group(1),
                frontEnd.awaitOutput(SOON, invited("carol")).group(1),
                "the Call-IDs differ: the clients were not seeded alike");
        alice.hangup();
        ended("alice@lync.test");
        assertEquals(1, gateway.appliance().liveCalls().size(), "the other client's call went with it");
        carol.hangup();
        room.awaitSuccess(SOON);
        ended("carol@lync.test");
    }

    private Sipp room(String scenario) {
        return room(scenario, 1);
    }

    private Sipp room(String scenario, int calls) {
        Sipp room = Sipp.playing(scenario)
                .over(Transport.TCP)
                .at("127.0.0.1", roomPort)
                .calls(calls)
                .start(stage);
        Sockets.awaitTcpListener(room, roomPort);
        return room;
    }

    private SmallFrontEnd frontEnd(String... options) {
        return microsoft.frontEnd(stage, gateway, options);
    }

    private JsonObject ringing(String caller) {
        return gateway.appliance()
                .awaitCall(
                        "a live call of " + caller,
                        call -> call.isNull("ended")
                                && call.getJsonObject("caller").toString().contains(caller));
    }

    private void ended(String caller) {
        Await.until(
                SOON,
                "the end of the call of " + caller,
                () -> gateway.appliance().liveCalls().stream()
                        .noneMatch(call -> call.toString().contains(caller)));
    }
}
