package org.bailey.b2bua.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.bailey.call.CallAction;
import org.bailey.call.CallEvent;
import org.bailey.call.Phase;
import org.bailey.media.LocalPorts;
import org.bailey.sip.SipRequest;
import org.junit.jupiter.api.Test;

class ChangesTest {
    @Test
    void holdAndResumeOfTheCallerReachTheCallee() {
        Bench bench = Bench.established().caller("INVITE", 2, Sdps.MICROSOFT_HELD);
        SipRequest hold = bench.lastSent("INVITE");
        assertEquals(2, hold.cseq());
        assertTrue(
                hold.body().text().contains("a=sendonly") || hold.body().text().contains("a=inactive"),
                hold.body().text());
        bench.answer(200, "r1", Sdps.ROOM_HELD);
        assertEquals(200, bench.lastAnswer().status());
        assertTrue(
                bench.lastAnswer().body().text().contains("a=inactive"),
                bench.lastAnswer().body().text());
        bench.caller("ACK", 2, "").caller("INVITE", 3, Sdps.MICROSOFT_AUDIO);
        assertFalse(bench.lastSent("INVITE").body().text().contains("inactive"));
        bench.answer(200, "r1", Sdps.ROOM_AUDIO).caller("ACK", 3, "");
        assertNull(bench.state.negotiation());
        assertEquals(Phase.ESTABLISHED, bench.phase());
    }

    @Test
    void holdOfTheCalleeReachesTheCaller() {
        Bench bench = Bench.established().callee("INVITE", 1, Sdps.ROOM_HELD);
        SipRequest hold = bench.lastSent("INVITE");
        assertEquals("sip:alice@lync.test;opaque=user:epid:xyz;gruu", hold.uri());
        assertEquals(1, hold.cseq());
        bench.answer(200, "", Sdps.MICROSOFT_HELD);
        assertEquals(200, bench.lastAnswer().status());
        bench.callee("ACK", 1, "");
        assertNull(bench.state.callee().unacknowledged());
    }

    @Test
    void videoIsAddedWithPortsOfItsOwn() {
        Bench bench = Bench.established().caller("INVITE", 2, Sdps.MICROSOFT_VIDEO);
        LocalPorts toCallee = bench.state.lines().get(1).callee();
        assertTrue(
                bench.lastSent("INVITE").body().text().contains("m=video " + toCallee.rtp() + " "),
                bench.lastSent("INVITE").body().text());
        bench.answer(200, "r1", Sdps.ROOM_VIDEO);
        LocalPorts toCaller = bench.state.lines().get(1).caller();
        assertTrue(
                bench.lastAnswer().body().text().contains("m=video " + toCaller.rtp() + " "),
                bench.lastAnswer().body().text());
        assertNotEquals(toCaller.rtp(), toCallee.rtp());
        assertEquals(2, bench.state.lines().size());
    }

    @Test
    void aRefusedChangeChangesNothing() {
        Bench bench =
                Bench.established().caller("INVITE", 2, Sdps.MICROSOFT_HELD).answer(488, "r1", "");
        assertEquals(488, bench.lastAnswer().status());
        assertNull(bench.state.negotiation());
        assertEquals(Phase.ESTABLISHED, bench.phase());
        bench.caller("BYE", 3, "");
        assertEquals(200, bench.lastAnswer().status());
    }

    @Test
    void aChangeThatMeetsOursIs491() {
        Bench bench =
                Bench.established().caller("INVITE", 2, Sdps.MICROSOFT_HELD).callee("INVITE", 1, Sdps.ROOM_HELD);
        assertEquals(491, bench.lastAnswer().status());
        bench.answer(491, "r1", "");
        assertTrue(bench.actions.stream()
                .anyMatch(a -> a instanceof CallAction.StartTimer t && t.timer().equals("glare-callee")));
        int before = bench.sent.size();
        bench.step(new CallEvent.Elapsed("glare-callee"));
        assertEquals(before + 1, bench.sent.size());
        bench.answer(200, "r1", Sdps.ROOM_HELD);
        assertEquals(200, bench.lastAnswer().status());
    }

    @Test
    void anInviteThatSaysNothingNewIsAnsweredHere() {
        Bench bench = Bench.established();
        int before = bench.sent.size();
        bench.caller("INVITE", 2, Sdps.MICROSOFT_AUDIO.replace("o=- 0 1", "o=- 0 2"));
        assertEquals(200, bench.lastAnswer().status());
        assertEquals(before, bench.sent.size());
    }

    @Test
    void anInviteWithoutDescriptionIsOfferedTheOtherSideAndFollowed() {
        Bench bench = Bench.established().callee("INVITE", 1, "");
        assertEquals(200, bench.lastAnswer().status());
        assertTrue(bench.lastAnswer().body().text().contains("m=audio"));
        bench.callee("ACK", 1, Sdps.ROOM_AUDIO);
        assertTrue(bench.did(CallAction.ApplyMedia.class));
        bench.answer(200, "", Sdps.MICROSOFT_AUDIO);
        assertNull(bench.state.negotiation());
        assertEquals(Phase.ESTABLISHED, bench.phase());
    }

    @Test
    void aChangeTakenBackBringsTheOtherSideBack() {
        Bench bench =
                Bench.established().caller("INVITE", 2, Sdps.MICROSOFT_HELD).cancelled();
        assertEquals(487, bench.lastAnswer().status());
        bench.answer(200, "r1", Sdps.ROOM_HELD);
        assertEquals(Phase.ESTABLISHED, bench.phase());
        assertFalse(bench.lastSent("INVITE").body().text().contains("a=inactive"), "the callee is asked to resume");
    }

    @Test
    void aPeerThatKnowsNoCallEndsIt() {
        Bench bench =
                Bench.established().caller("INVITE", 2, Sdps.MICROSOFT_HELD).answer(481, "r1", "");
        assertEquals(Phase.ENDING, bench.phase());
        assertEquals(2, bench.sent.stream().filter(r -> r.is("BYE")).count());
    }

    @Test
    void anUpdateWithoutDescriptionRefreshes() {
        Bench bench = Bench.established().caller("UPDATE", 2, "");
        assertEquals(200, bench.lastAnswer().status());
        assertNull(bench.state.caller().unacknowledged());
    }

    @Test
    void aSessionThatIsNotRefreshedEnds() {
        Bench bench = Bench.established();
        bench.step(new CallEvent.Elapsed("expire-caller"));
        assertEquals(Phase.ENDING, bench.phase());
        assertTrue(bench.state.end().sentence().contains("did not refresh"));
    }

    @Test
    void ourRefreshIsAReInviteThatChangesNothing() {
        Bench bench = Bench.established();
        bench.step(new CallEvent.Elapsed("refresh-callee"));
        assertEquals(
                bench.state.callee().sdp().local(),
                bench.lastSent("INVITE").body().text());
        bench.answer(200, "r1", Sdps.ROOM_AUDIO);
        assertEquals(Phase.ESTABLISHED, bench.phase());
        assertNull(bench.state.callee().outgoing());
    }

    @Test
    void aRequestOutOfOrderAndAStrangerAreRefused() {
        Bench bench = Bench.established();
        bench.caller("INVITE", 1, Sdps.MICROSOFT_HELD);
        assertEquals(500, bench.lastAnswer().status());
        bench.caller("REFER", 2, "");
        assertEquals(501, bench.lastAnswer().status());
    }
}
