package org.bailey.b2bua.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.bailey.call.CallAction;
import org.bailey.call.CallEvent;
import org.bailey.call.Phase;
import org.bailey.sip.Header;
import org.bailey.sip.SipEvent;
import org.junit.jupiter.api.Test;

class EndingsTest {
    @Test
    void aReInviteThatCrossedOurByeIsStillAcknowledged() {
        Bench bench = Bench.established().caller("INVITE", 2, Sdps.MICROSOFT_HELD);
        CallAction.Send invite = bench.lastSend();
        bench.caller("BYE", 3, "");
        CallAction.Send bye = bench.lastSend();
        long acks = bench.count("ACK");
        bench.answer(bye, 200, "r1", "");
        assertFalse(bench.did(CallAction.Finish.class), "the INVITE has no final answer yet");
        bench.answer(invite, 200, "r1", Sdps.ROOM_HELD);
        assertEquals(acks + 1, bench.count("ACK"));
        assertEquals(invite.request().cseq(), bench.lastSent("ACK").cseq());
        assertTrue(bench.did(CallAction.Finish.class));
    }

    @Test
    void aReInviteRefusedOrLostBesideOurByeHoldsNothingUp() {
        Bench refused = Bench.established().caller("INVITE", 2, Sdps.MICROSOFT_HELD);
        CallAction.Send invite = refused.lastSend();
        refused.caller("BYE", 3, "").answer(200, "r1", "").answer(invite, 487, "r1", "");
        assertTrue(refused.did(CallAction.Finish.class));
        Bench lost = Bench.established().caller("INVITE", 2, Sdps.MICROSOFT_HELD);
        CallAction.Send unanswered = lost.lastSend();
        lost.caller("BYE", 3, "").answer(200, "r1", "");
        lost.step(new CallEvent.Signalled(new SipEvent.TimedOut(unanswered.transaction())));
        assertTrue(lost.did(CallAction.Finish.class));
    }

    @Test
    void anEndpointThatOnlyRangMayLeaveWhileTheOthersGoOn() {
        Bench bench =
                new Bench().invited(Sdps.MICROSOFT_AUDIO).answer(180, "r1", "").answer(180, "r2", "");
        CallAction.Send invite = bench.lastSend();
        bench.request(bench.state.callee().forks().get(0), "BYE", 1, "");
        assertEquals(200, bench.lastAnswer().status());
        assertEquals(Phase.RINGING, bench.phase());
        assertEquals(1, bench.state.callee().forks().size());
        bench.answer(invite, 200, "r2", Sdps.ROOM_AUDIO);
        assertEquals(Phase.ESTABLISHED, bench.phase());
    }

    @Test
    void byeToTheCallerWaitsForItsAck() {
        Bench bench = new Bench().invited(Sdps.MICROSOFT_AUDIO).answer(200, "r1", Sdps.ROOM_AUDIO);
        bench.callee("BYE", 1, "");
        assertEquals(0, bench.count("BYE"));
        bench.elapsed("ack-caller");
        assertTrue(bench.lastAnswer().body().text().contains("m=audio"), "the 200 is repeated");
        assertFalse(bench.did(CallAction.Finish.class));
        bench.caller("ACK", 1, "");
        assertEquals(1, bench.count("BYE"));
        bench.answer(200, "", "");
        assertTrue(bench.did(CallAction.Finish.class));
    }

    @Test
    void byeToACallerThatNeverAcknowledgesIsSentAtTheEnd() {
        Bench bench = new Bench().invited(Sdps.MICROSOFT_AUDIO).answer(200, "r1", Sdps.ROOM_AUDIO);
        bench.callee("BYE", 1, "");
        for (int i = 0; i < 11; i++) {
            bench.elapsed("ack-caller");
        }
        assertEquals(1, bench.count("BYE"));
        bench.elapsed("drain");
        assertTrue(bench.did(CallAction.Finish.class));
    }

    @Test
    void anAnswerNoRequestCanBeSentToEndsTheCall() {
        Bench bench = new Bench()
                .invited(Sdps.MICROSOFT_AUDIO)
                .answer(200, "r1", Sdps.ROOM_AUDIO, new Header("Contact", "<nonsense>"));
        assertEquals("sip:3001@video.test", bench.lastSent("ACK").uri());
        assertEquals("sip:3001@video.test", bench.lastSent("BYE").uri());
        assertTrue(
                bench.state.end().sentence().contains("Contact"),
                bench.state.end().sentence());
        assertEquals(488, bench.lastAnswer().status());
    }
}
