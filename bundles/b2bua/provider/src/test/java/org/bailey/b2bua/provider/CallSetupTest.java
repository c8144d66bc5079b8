package org.bailey.b2bua.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.bailey.call.CallAction;
import org.bailey.call.CallEvent;
import org.bailey.call.Phase;
import org.bailey.dialplan.Dialect;
import org.bailey.sip.Header;
import org.bailey.sip.SipEvent;
import org.bailey.sip.SipRequest;
import org.junit.jupiter.api.Test;

class CallSetupTest {
    @Test
    void carriesTheInviteAcrossInTheOtherDialect() {
        Bench bench = new Bench().invited(Sdps.MICROSOFT_AUDIO);
        SipRequest invite = bench.lastSent("INVITE");
        assertEquals("sip:3001@video.test", invite.uri());
        assertTrue(
                invite.headers().first("From", "").startsWith("\"Alice\" <sip:alice@lync.test>;tag=abcdefghijkl-"),
                invite.headers().first("From", ""));
        assertFalse(invite.headers().first("From", "").contains("epid"));
        assertEquals("15", invite.headers().first("Max-Forwards", ""));
        assertEquals("<sip:gw.test:5060;transport=tcp>", invite.headers().first("Contact", ""));
        assertFalse(invite.headers().has("Ms-Conversation-ID"));
        assertTrue(
                invite.body().text().contains("m=audio 56004 "), invite.body().text());
        assertFalse(invite.body().text().contains("x-ssrc-range"));
    }

    @Test
    void anAddressAsCallerHostBecomesTheCallerDomain() {
        assertEquals(
                "<sip:room@gw.test>;tag=t",
                InviteAcross.from(org.bailey.sip.NameAddress.parse("<sip:room@10.10.2.1:5060>;tag=1"), "gw.test", "t"));
        assertEquals(
                "<sip:10.10.2.1>;tag=t",
                InviteAcross.from(org.bailey.sip.NameAddress.parse("sip:10.10.2.1;tag=1"), "", "t"));
        assertEquals(
                "\"A\" <sip:+49301234@gw.test;user=phone>;tag=t",
                InviteAcross.from(org.bailey.sip.NameAddress.parse("\"A\" <tel:+49301234>;tag=1"), "gw.test", "t"));
    }

    @Test
    void ringsAndConnects() {
        Bench bench = new Bench().invited(Sdps.MICROSOFT_AUDIO).answer(180, "r1", "");
        assertEquals(180, bench.lastAnswer().status());
        assertTrue(bench.lastAnswer().headers().first("Record-Route", "").contains("ms-route-sig=aaBB"));
        assertEquals(Phase.RINGING, bench.phase());
        bench.answer(200, "r1", Sdps.ROOM_AUDIO);
        assertEquals(
                "sip:room-r1@127.0.0.2:5060;transport=tcp",
                bench.lastSent("ACK").uri());
        assertEquals(200, bench.lastAnswer().status());
        assertTrue(bench.lastAnswer().body().text().contains("a=label:main-audio"));
        assertTrue(bench.did(CallAction.ApplyMedia.class));
        assertEquals(Phase.ESTABLISHED, bench.phase());
        bench.caller("ACK", 1, "");
        assertEquals(null, bench.state.caller().unacknowledged());
    }

    @Test
    void byeOfTheCallerEndsBothSidesAndGivesEverythingBack() {
        Bench bench = Bench.established().caller("BYE", 2, "");
        assertEquals(200, bench.lastAnswer().status());
        assertEquals(List.of(), bench.lastSent("BYE").headers().list("Record-Route"));
        assertTrue(bench.did(CallAction.ReleaseLine.class));
        assertFalse(bench.did(CallAction.Finish.class));
        bench.answer(200, "r1", "");
        assertTrue(bench.did(CallAction.Finish.class));
    }

    @Test
    void byeOfTheCalleeGoesToTheCallerOverItsRoutes() {
        Bench bench = Bench.established().callee("BYE", 1, "");
        SipRequest bye = bench.lastSent("BYE");
        assertEquals("sip:alice@lync.test;opaque=user:epid:xyz;gruu", bye.uri());
        assertTrue(bye.headers().first("Route", "").contains(";lr;ms-route-sig=aaBB>;tag=77"));
        assertTrue(bye.headers().first("To", "").contains("epid=0123456789"));
    }

    @Test
    void cancelBeforeAnswerCancelsTheOtherSideAndWaitsForIt() {
        Bench bench =
                new Bench().invited(Sdps.MICROSOFT_AUDIO).answer(180, "r1", "").cancelled();
        assertEquals(487, bench.lastAnswer().status());
        assertTrue(bench.did(CallAction.Cancel.class));
        assertEquals(Phase.ENDING, bench.phase());
        bench.answer(487, "r1", "");
        assertTrue(bench.did(CallAction.Finish.class));
    }

    @Test
    void anAnswerThatCrossedTheCancelIsAcknowledgedAndSentHome() {
        Bench bench = new Bench()
                .invited(Sdps.MICROSOFT_AUDIO)
                .answer(180, "r1", "")
                .cancelled()
                .answer(200, "r1", Sdps.ROOM_AUDIO);
        assertNotNull(bench.lastSent("ACK"));
        assertNotNull(bench.lastSent("BYE"));
        assertTrue(bench.did(CallAction.Finish.class));
    }

    @Test
    void aSecondForkThatAnswersIsSentHomeWhileTheFirstTalks() {
        Bench bench =
                new Bench().invited(Sdps.MICROSOFT_AUDIO).answer(180, "r1", "").answer(180, "r2", "");
        CallAction.Send invite = bench.lastSend();
        bench.answer(200, "r1", Sdps.ROOM_AUDIO).caller("ACK", 1, "");
        SipRequest first = bench.lastSent("ACK");
        List<Header> headers = List.of(
                new Header("From", invite.request().headers().first("From", "")),
                new Header("To", "<sip:3001@video.test>;tag=r2"),
                new Header("Call-ID", invite.request().callId()),
                new Header("CSeq", "1 INVITE"),
                new Header("Contact", "<sip:r2@127.0.0.9>"));
        bench.step(new CallEvent.Signalled(new SipEvent.Responded(
                invite.transaction(),
                new org.bailey.sip.SipResponse(
                        200, "OK", new org.bailey.sip.Headers(headers), org.bailey.sip.Body.EMPTY, ""),
                Bench.FRONT_END)));
        assertEquals("sip:r2@127.0.0.9", bench.lastSent("BYE").uri());
        assertTrue(bench.lastSent("BYE").headers().first("To", "").endsWith("tag=r2"));
        assertEquals(Phase.ESTABLISHED, bench.phase());
        assertEquals(
                first.headers().first("To", ""),
                bench.state.callee().acknowledged().ack().headers().first("To", ""));
    }

    @Test
    void aRepeatedAnswerGetsTheSameAckAgain() {
        Bench bench = new Bench().invited(Sdps.MICROSOFT_AUDIO);
        bench.answer(200, "r1", Sdps.ROOM_AUDIO).answer(200, "r1", Sdps.ROOM_AUDIO);
        List<SipRequest> acks = bench.sent.stream().filter(r -> r.is("ACK")).toList();
        assertEquals(2, acks.size());
        assertEquals(acks.get(0), acks.get(1));
    }

    @Test
    void theNextAddressIsTriedWhenOneIsUnreachable() {
        Bench bench = new Bench();
        bench.hops = List.of(Bench.ROOM, Bench.ROOM_TWO);
        bench.invited(Sdps.MICROSOFT_AUDIO);
        bench.step(
                new CallEvent.Signalled(new SipEvent.Unsendable(bench.lastSend().transaction(), "connection refused")));
        assertEquals(Bench.ROOM_TWO, bench.lastSend().hop());
        assertTrue(bench.did(CallAction.ReportFailure.class));
        bench.answer(503, "x", "");
        assertEquals(503, bench.lastAnswer().status());
        assertTrue(bench.did(CallAction.Finish.class));
    }

    @Test
    void refusalsKeepTheirMeaning() {
        for (int[] pair : new int[][] {{486, 486}, {603, 603}, {404, 404}, {401, 403}, {605, 603}, {600, 486}}) {
            Bench bench = new Bench().invited(Sdps.MICROSOFT_AUDIO).answer(pair[0], "r1", "");
            assertEquals(pair[1], bench.lastAnswer().status());
            assertTrue(bench.lastAnswer().headers().has("ms-client-diagnostics"));
            assertTrue(bench.did(CallAction.Finish.class));
        }
    }

    @Test
    void doNotDisturbOfTheMicrosoftSideIsBusyHere() {
        Bench bench = new Bench();
        bench.callerDialect = Dialect.STANDARD;
        bench.invited(Sdps.ROOM_AUDIO)
                .answer(480, "m", "", new Header("Warning", "391 lcs.microsoft.com \"do not disturb\""));
        assertEquals(486, bench.lastAnswer().status());
    }

    @Test
    void anInviteWithoutDescriptionIsOfferedWhatTheOtherSideAnswered() {
        Bench bench = new Bench();
        bench.callerDialect = Dialect.STANDARD;
        bench.invited("");
        assertTrue(bench.lastSent("INVITE").body().text().contains("m=audio"));
        bench.answer(200, "m", Sdps.MICROSOFT_AUDIO);
        assertTrue(bench.lastAnswer().body().text().contains("m=audio"));
        assertFalse(bench.did(CallAction.ApplyMedia.class));
        bench.caller("ACK", 1, Sdps.ROOM_AUDIO);
        assertTrue(bench.did(CallAction.ApplyMedia.class));
        assertEquals(Phase.ESTABLISHED, bench.phase());
    }

    @Test
    void anAckThatNeverComesEndsTheCallAndSaysWhereItShouldHaveGone() {
        Bench bench = new Bench().invited(Sdps.MICROSOFT_AUDIO).answer(200, "r1", Sdps.ROOM_AUDIO);
        for (int i = 0; i < 11; i++) {
            bench.step(new CallEvent.Elapsed("ack-caller"));
        }
        assertEquals(11, bench.answered.stream().filter(r -> r.status() == 200).count());
        assertEquals(2, bench.sent.stream().filter(r -> r.is("BYE")).count());
        assertTrue(
                bench.state.end().sentence().contains("gw.test:65072"),
                bench.state.end().sentence());
    }

    @Test
    void unknownRequirementsAndShortIntervalsAreRefusedByName() {
        Bench required = new Bench().invited(Sdps.MICROSOFT_AUDIO, new Header("Require", "100rel"));
        assertEquals(420, required.lastAnswer().status());
        assertEquals("100rel", required.lastAnswer().headers().first("Unsupported", ""));
        assertEquals(1, required.answered.size());
        Bench shortInterval = new Bench()
                .invited(Sdps.MICROSOFT_AUDIO, new Header("Session-Expires", "90"), new Header("Supported", "timer"));
        assertEquals(422, shortInterval.lastAnswer().status());
        assertEquals("500", shortInterval.lastAnswer().headers().first("Min-SE", ""));
    }

    @Test
    void askedForALongerIntervalTheInviteIsSentAgain() {
        Bench bench = new Bench().invited(Sdps.MICROSOFT_AUDIO).answer(422, "r1", "", new Header("Min-SE", "3600"));
        assertEquals("3600", bench.lastSent("INVITE").headers().first("Session-Expires", ""));
        assertEquals(2, bench.lastSent("INVITE").cseq());
        assertEquals(Phase.SETUP, bench.phase());
    }

    @Test
    void earlyMediaIsPassedOnWhereTheCallerKnowsIt() {
        Bench bench = new Bench()
                .invited(Sdps.MICROSOFT_AUDIO, new Header("Supported", "ms-early-media"))
                .answer(183, "r1", Sdps.ROOM_AUDIO);
        assertEquals(183, bench.lastAnswer().status());
        assertTrue(bench.lastAnswer().body().text().contains("m=audio"));
        assertTrue(bench.did(CallAction.ApplyMedia.class));
        Bench without = new Bench().invited(Sdps.MICROSOFT_AUDIO).answer(183, "r1", Sdps.ROOM_AUDIO);
        assertEquals(180, without.lastAnswer().status());
        assertTrue(without.lastAnswer().body().isEmpty());
    }

    @Test
    void nobodyAnswers() {
        Bench bench = new Bench().invited(Sdps.MICROSOFT_AUDIO).answer(180, "r1", "");
        bench.step(new CallEvent.Elapsed("ring"));
        assertEquals(480, bench.lastAnswer().status());
        assertTrue(bench.did(CallAction.Cancel.class));
    }

    @Test
    void aBrokenDescriptionIsNamed() {
        Bench bench = new Bench().invited("v=0\r\no=x\r\nm=audio 99999 RTP/AVP 0\r\n");
        assertEquals(400, bench.lastAnswer().status());
        assertTrue(bench.did(CallAction.Finish.class));
        assertFalse(bench.did(CallAction.FindRoute.class));
    }

    @Test
    void aRuleThatGoesOnFindsAnotherZoneAndElseTheFirstRefusalCounts() {
        Bench bench = new Bench();
        bench.invited(Sdps.MICROSOFT_AUDIO);
        bench.following = List.of(new org.bailey.dialplan.Route.Found(
                "Others",
                Dialect.STANDARD,
                "sip:3001@others.test",
                List.of(Bench.ROOM_TWO),
                15,
                org.bailey.dialplan.ZonePolicy.DEFAULT,
                List.of()));
        bench.answer(503, "x", "");
        assertEquals(Bench.ROOM_TWO, bench.lastSend().hop());
        assertEquals("sip:3001@others.test", bench.lastSend().request().uri());
        bench.following = List.of();
        bench.answer(503, "y", "");
        assertEquals(503, bench.lastAnswer().status());
        assertTrue(bench.did(CallAction.Finish.class));
    }
}
