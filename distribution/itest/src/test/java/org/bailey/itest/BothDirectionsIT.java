package org.bailey.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.time.Duration;
import org.bailey.call.CallRecord;
import org.bailey.lab.phone.AnswerPlan;
import org.bailey.lab.phone.CallEnd;
import org.bailey.lab.phone.LabCall;
import org.junit.Test;

/** Calls through the assembled appliance, in both directions, ended in every way. */
public class BothDirectionsIT extends CallsIT {
    @Test
    public void theClientCallsHoldsResumesAddsVideoAndHangsUp() {
        LabCall call = connected();
        LabCall far = room.awaitIncoming(SOON);
        call.hold();
        far.awaitHeldByPeer(true, SOON);
        call.resume();
        far.awaitHeldByPeer(false, SOON).awaitTone(440, SOON);
        call.awaitTone(880, SOON);
        call.addVideo();
        far.awaitVideo(5, SOON);
        call.awaitVideo(5, SOON);
        CallRecord live = calls.live().get(0);
        assertEquals(4, live.media().size());
        assertTrue(live.media().toString(), live.media().stream().allMatch(s -> s.forwarded() > 0));
        call.bye();
        assertEquals(CallEnd.How.BYE_RECEIVED, far.awaitEnded(SOON).how());
        await("the record is kept", () -> calls.past().stream().anyMatch(c -> c.id().equals(live.id())));
        CallRecord past = calls.find(live.id()).orElseThrow();
        assertTrue(past.end().sentence(), past.end().sentence().startsWith("The caller hung up"));
        assertTrue(past.media().stream().allMatch(s -> s.forwarded() > 0));
    }

    @Test
    public void theRoomCallsHoldsResumesAndTheClientHangsUp() {
        LabCall call = room.call(ALICE).awaitConnected(SOON).awaitTone(440, SOON);
        LabCall far = alice.awaitIncoming(SOON).awaitTone(880, SOON);
        call.hold();
        far.awaitHeldByPeer(true, SOON);
        call.resume();
        far.awaitHeldByPeer(false, SOON).awaitTone(880, SOON);
        call.addVideo();
        far.awaitVideo(5, SOON);
        far.bye();
        assertEquals(CallEnd.How.BYE_RECEIVED, call.awaitEnded(SOON).how());
    }

    @Test
    public void aRoomThatSendsNoDescriptionGetsOne() {
        LabCall call = room.callOfferless(ALICE).awaitConnected(SOON).awaitTone(440, SOON);
        alice.awaitIncoming(SOON).awaitTone(880, SOON);
        call.bye();
        alice.awaitIncoming(SOON).awaitEnded(SOON);
    }

    @Test
    public void busyDeclinedAndUnknownKeepTheirMeaning() {
        room.plan(AnswerPlan.busy());
        assertEquals(486, alice.call(ROOM).awaitEnded(SOON).status());
        room.plan(AnswerPlan.decline());
        assertEquals(603, alice.call(ROOM).awaitEnded(SOON).status());
        assertEquals(
                404, room.call("sip:nobody@elsewhere.test").awaitEnded(SOON).status());
    }

    @Test
    public void theCallerGivesUp() {
        room.plan(AnswerPlan.noAnswer());
        LabCall call = alice.call(ROOM).awaitRinging(SOON);
        call.cancel();
        assertEquals(487, call.awaitEnded(SOON).status());
        room.awaitIncoming(SOON).awaitEnded(SOON);
    }

    @Test
    public void ofSeveralDevicesTheOneThatAnswersTalks() {
        alice.plan(AnswerPlan.forked(Duration.ofMillis(100), "desk", "mobile", "desk"));
        LabCall call = room.call(ALICE).awaitConnected(SOON).awaitTone(440, SOON);
        call.bye();
        alice.awaitIncoming(SOON).awaitEnded(SOON);
    }
}
