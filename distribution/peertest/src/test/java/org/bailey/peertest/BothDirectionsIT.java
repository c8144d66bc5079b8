package org.bailey.peertest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.regex.Pattern;
import org.bailey.lab.media.H264Assembly;
import org.bailey.lab.media.VideoLine;
import org.bailey.lab.phone.CallEnd;
import org.bailey.lab.phone.LabCall;
import org.bailey.lab.phone.MicrosoftClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** baresip as a room on the standard side, a Microsoft client behind its Front End on the other. */
@ResourceLock(Stage.SOUND)
class BothDirectionsIT {
    private static final Duration SOON = Await.PATIENCE;
    private static final String ALICE = "sip:alice@lync.test";
    private static final String ROOM = "sip:room@video.test";
    private static final int HIGH = 880;
    private static final int LOW = 440;
    /** What the appliance asks a peer for that knows no feedback. */
    private static final Pattern INFO = Pattern.compile(
            "(?m)^INFO sip:caller@(?:.*\\R)+?Content-Type: application/media_control\\+xml\\R(?:.*\\R)+?.*<picture_fast_update",
            Pattern.CASE_INSENSITIVE);

    @RegisterExtension
    static final House house = new House();

    @RegisterExtension
    final Stage stage = new Stage();

    private static Gateway gateway;
    private static MicrosoftSide microsoft;
    private static int roomPort;

    private MicrosoftClient alice;

    @BeforeAll
    static void start() {
        roomPort = Ports.next();
        int frontEnd = Ports.next();
        Gateway.Plan plan = Gateway.plan(house).rooms(Transport.TCP, roomPort);
        plan.configuration().microsoft(Transport.TLS, "127.0.0.1", frontEnd).trust(MicrosoftSide.FRONT_END);
        microsoft = house.stage().add(new MicrosoftSide(frontEnd, plan.pki(), plan.microsoft()));
        gateway = plan.start();
    }

    @BeforeEach
    void signIn() {
        alice = microsoft.client(stage, "alice", HIGH);
    }

    @AfterAll
    static void nothingIsLeft() {
        gateway.assertNothingLeft();
    }

    @Test
    void theRoomCallsHoldsResumesAndHangsUp() {
        Baresip room = room().start(stage);
        room.dial(ALICE);
        LabCall call = alice.awaitIncoming(SOON);
        room.awaitEstablished();
        bothHear(room, call);
        room.hold();
        call.awaitHeldByPeer(true, SOON).awaitSilence(LOW, SOON);
        room.resume();
        call.awaitHeldByPeer(false, SOON);
        bothHear(room, call);
        room.hangup();
        assertEquals(CallEnd.How.BYE_RECEIVED, call.awaitEnded(SOON).how());
        room.awaitClosed();
        nobodyComplains();
    }

    @Test
    void theClientCallsHoldsResumesAndHangsUp() {
        Baresip room = room().answering().start(stage);
        LabCall call = alice.call(ROOM).awaitConnected(SOON);
        room.awaitEstablished();
        bothHear(room, call);
        call.hold();
        room.awaitSilence();
        call.resume();
        bothHear(room, call);
        call.bye();
        room.awaitClosed();
        nobodyComplains();
    }

    @Test
    void theRoomHangsUpWhatTheClientBegan() {
        Baresip room = room().answering().start(stage);
        LabCall call = alice.call(ROOM).awaitConnected(SOON);
        bothHear(room, call);
        room.hangup();
        assertEquals(CallEnd.How.BYE_RECEIVED, call.awaitEnded(SOON).how());
        nobodyComplains();
    }

    @Test
    void theClientHangsUpWhatTheRoomBegan() {
        Baresip room = room().start(stage);
        room.dial(ALICE);
        LabCall call = alice.awaitIncoming(SOON).awaitConnected(SOON);
        bothHear(room, call);
        call.bye();
        room.awaitClosed();
        nobodyComplains();
    }

    @Test
    void theClientAddsVideo() {
        Baresip room = room().withVideo().answering().start(stage);
        LabCall call = alice.call(ROOM).awaitConnected(SOON);
        bothHear(room, call);
        call.addVideo();
        bothSee(room, call);
        aKeyFrameComesInEveryForm(call);
        bothHear(room, call);
        call.bye();
        room.awaitClosed();
        nobodyComplains();
    }

    @Test
    void theRoomComesWithVideo() {
        Baresip room = room().withVideo().start(stage);
        room.dial(ALICE);
        LabCall call = alice.awaitIncoming(SOON).awaitConnected(SOON);
        bothSee(room, call);
        bothHear(room, call);
        room.hangup();
        call.awaitEnded(SOON);
        nobodyComplains();
    }

    @Test
    void theRoomAddsVideoAndHangsUp() {
        Baresip room = room().withVideo().answering().start(stage);
        LabCall call = alice.call(ROOM).awaitConnected(SOON);
        bothHear(room, call);
        assertNull(call.video(), "there is video before the room adds it");
        room.videoDirection("sendrecv");
        bothSee(room, call);
        bothHear(room, call);
        room.hangup();
        assertEquals(CallEnd.How.BYE_RECEIVED, call.awaitEnded(SOON).how());
        nobodyComplains();
    }

    @Test
    void theRoomAddsVideoAndTheClientHangsUp() {
        Baresip room = room().withVideo().answering().start(stage);
        LabCall call = alice.call(ROOM).awaitConnected(SOON);
        bothHear(room, call);
        assertNull(call.video(), "there is video before the room adds it");
        room.videoDirection("sendrecv");
        bothSee(room, call);
        bothHear(room, call);
        call.bye();
        room.awaitClosed();
        nobodyComplains();
    }

    /** Two phones of the room answer. The second one's description names a port nobody has: its sound would be no sound. */
    @ParameterizedTest
    @ValueSource(strings = {"answer-twice", "answer-twice-late"})
    void ofTwoPhonesOfTheRoomTheFirstIsTheCall(String scenario) {
        Sipp room = Sipp.playing(scenario)
                .over(Transport.TCP)
                .at("127.0.0.1", roomPort)
                .calls(1)
                .with("-rtp_echo")
                .start(stage);
        Sockets.awaitTcpListener(room, roomPort);
        LabCall call = alice.call(ROOM).awaitConnected(SOON);
        Await.until(
                SOON,
                "the second phone to be ended",
                () -> TwoAnswers.of(room).told().contains("BYE mobile"));
        call.awaitTone(HIGH, SOON);
        assertEquals(1, gateway.appliance().liveCalls().size());
        call.bye();
        room.awaitSuccess(SOON);
        TwoAnswers.of(room).assertFirstKeptAndSecondEnded();
        nobodyComplains();
    }

    /** baresip offers video with its INVITE; the client takes none at first, and does when the room offers it again. */
    @Test
    void theRoomAddsVideoToTheCallItBegan() {
        MicrosoftClient bob = microsoft.client(stage, "bob", HIGH, false);
        Baresip room = room().withVideo().start(stage);
        room.dial("sip:bob@lync.test");
        LabCall call = bob.awaitIncoming(SOON).awaitConnected(SOON);
        bothHear(room, call);
        assertNull(call.video(), "the client has taken the video");
        call.takeVideo(true);
        room.videoDirection("sendrecv");
        bothSee(room, call);
        bothHear(room, call);
        call.bye();
        room.awaitClosed();
        assertEquals("[] []", microsoft.complaints(bob));
    }

    /** sipp sends back the picture it gets, and knows INFO only; the client knows RTCP only: each asks in the other's words. */
    @Test
    void aRoomThatAsksByInfoAndAClientThatAsksByRtcpUnderstandEachOther() {
        Sipp room = Sipp.playing("call-picture")
                .over(Transport.TCP)
                .calling("alice", "127.0.0.1:" + gateway.standard())
                .with("-key", "domain", "lync.test")
                .calls(1)
                .with("-rtp_echo", "-aa")
                .start(stage);
        LabCall call = alice.awaitIncoming(SOON).awaitConnected(SOON).awaitVideo(10, SOON);
        Await.until(
                SOON,
                "the client to be asked for what the room said by INFO",
                () -> pictures("CALLEE", "bySignalling") == 3
                        && pictures("CALLEE", "asked") > pictures("CALLEE", "byGateway"));
        VideoLine line = call.videoLine();
        assertNotNull(line);
        long before = pictures("CALLER", "askedInSignalling");
        for (VideoLine.Request form : VideoLine.Request.values()) {
            long told = pictures("CALLER", "askedInSignalling");
            line.askForKeyFrame(form);
            Await.until(SOON, "INFO after " + form, () -> pictures("CALLER", "askedInSignalling") > told);
        }
        call.bye();
        room.awaitSuccess(SOON);
        long infos = INFO.matcher(room.messages()).results().count();
        assertTrue(infos >= before + 3, () -> before + " and 3 were told, these came:\n" + room.messages());
        nobodyComplains();
    }

    private long pictures(String from, String counter) {
        return gateway
                .appliance()
                .rest()
                .get("/api/v1/media")
                .asJsonObject()
                .getJsonArray("calls")
                .getValuesAs(JsonObject.class)
                .stream()
                .flatMap(call -> call.getJsonArray("streams").getValuesAs(JsonObject.class).stream())
                .filter(stream -> stream.getString("kind").equals("video"))
                .filter(stream -> stream.getString("from").equals(from))
                .mapToLong(stream ->
                        stream.getJsonObject("pictures").getJsonNumber(counter).longValue())
                .sum();
    }

    private static Baresip.Setup room() {
        return Baresip.named("room")
                .at(roomPort)
                .over(Transport.TCP)
                .playing(LOW)
                .behind(gateway);
    }

    private static void bothHear(Baresip room, LabCall call) {
        call.awaitTone(LOW, SOON);
        room.awaitTone(HIGH);
    }

    private void bothSee(Baresip room, LabCall call) {
        H264Assembly seen = call.awaitVideo(20, SOON).video();
        assertNotNull(seen);
        Decoded.await(stage, "client", 20, SOON, seen::annexB);
        Await.until(SOON, "the room to see a picture", room::snapshot);
        assertTrue(call.videoStats().sourceRequests() > 0, "the client would have sent nothing");
    }

    /** baresip knows only standard requests; what the client asks in its own words reaches it as one, and a key frame comes. */
    private void aKeyFrameComesInEveryForm(LabCall call) {
        VideoLine line = call.videoLine();
        assertNotNull(line);
        for (VideoLine.Request form : VideoLine.Request.values()) {
            long before = line.seen().keyFrames();
            line.askForKeyFrame(form);
            Await.until(SOON, "a key frame after " + form, () -> line.seen().keyFrames() > before);
        }
        Decoded.await(stage, "asked", 20, SOON, line.seen()::annexB);
    }

    private void nobodyComplains() {
        assertEquals("[] []", microsoft.complaints(alice));
    }
}
