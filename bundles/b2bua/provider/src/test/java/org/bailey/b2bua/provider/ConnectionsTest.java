package org.bailey.b2bua.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bailey.call.CallAction;
import org.bailey.call.CallEvent;
import org.bailey.call.Phase;
import org.bailey.dialplan.Dialect;
import org.bailey.dialplan.ZonePolicy;
import org.bailey.ice.Candidate;
import org.bailey.ice.IceDialect;
import org.bailey.ice.IceSession.Chosen;
import org.bailey.ice.RemoteIce;
import org.bailey.media.MediaNeeds;
import org.bailey.media.RemotePorts;
import org.bailey.media.Side;
import org.bailey.sdp.MalformedSdp;
import org.bailey.sdp.MediaDescription;
import org.bailey.sdp.SessionDescription;
import org.bailey.sip.SipRequest;
import org.junit.jupiter.api.Test;

class ConnectionsTest {
    private static final ZonePolicy WITH_ICE = new ZonePolicy(ZonePolicy.MediaEncryption.OFF, true, true);
    private static final String ICE = "a=ice-ufrag:kU7q\r\na=ice-pwd:mZr2Q0bV9xT4cLw8Yd1nHs6e\r\n"
            + "a=candidate:1 1 UDP 2130706431 127.0.0.4 20010 typ host \r\n"
            + "a=candidate:1 2 UDP 2130705918 127.0.0.4 20011 typ host \r\n"
            + "a=candidate:2 1 TCP-PASS 174456319 203.0.113.5 51200 typ relay raddr 192.0.2.20 rport 20090 \r\n"
            + "a=x-candidate-ipv6:3 1 UDP 2130706175 2001:db8::4 20010 typ host \r\n";
    private static final String CLIENT = Sdps.MICROSOFT_AUDIO + ICE;

    private Bench bench = new Bench();

    /** A room calls a client that speaks ICE. */
    private void roomCallsClient(String answer) {
        bench.callerDialect = Dialect.STANDARD;
        bench.calleePolicy = WITH_ICE;
        bench.invited(Sdps.ROOM_AUDIO).answer(200, "r1", answer).caller("ACK", 1, "");
    }

    private void clientCallsRoom() {
        bench.callerPolicy = WITH_ICE;
        bench.invited(CLIENT).answer(200, "r1", Sdps.ROOM_AUDIO).caller("ACK", 1, "");
    }

    private static Candidate candidate(int component, String host, int port, Candidate.Type type) {
        return new Candidate(
                "2",
                component,
                Candidate.Transport.UDP,
                1000 + component,
                new InetSocketAddress(host, port),
                type,
                null);
    }

    private int line() {
        assertNotNull(bench.state);
        return bench.state.lines().get(0).id();
    }

    private static MediaDescription audio(String text) {
        try {
            return SessionDescription.parse(text).media().get(0);
        } catch (MalformedSdp damaged) {
            throw new AssertionError(damaged);
        }
    }

    private RemotePorts lastRemote(Side side) {
        List<CallAction.ApplyMedia> applied = bench.actions.stream()
                .filter(CallAction.ApplyMedia.class::isInstance)
                .map(CallAction.ApplyMedia.class::cast)
                .toList();
        RemotePorts to =
                applied.get(applied.size() - 1).plans().get(0).towards(side).to();
        assertNotNull(to);
        return to;
    }

    @Test
    void candidatesAreGatheredWhereThePolicyAndTheOfferWantThem() {
        clientCallsRoom();
        assertEquals(IceDialect.MICROSOFT, needed(Side.CALLER));
        assertNull(needed(Side.CALLEE));
        bench = new Bench();
        bench.callerPolicy = WITH_ICE;
        bench.calleePolicy = WITH_ICE;
        bench.invited(Sdps.MICROSOFT_AUDIO);
        assertNull(needed(Side.CALLER), "its offer has no candidates");
        assertEquals(IceDialect.STANDARD, needed(Side.CALLEE));
        bench = new Bench();
        bench.invited(CLIENT);
        assertNull(needed(Side.CALLER), "the policy says no");
    }

    private @org.jspecify.annotations.Nullable IceDialect needed(Side side) {
        MediaNeeds need = bench.needs.get(side);
        return need == null ? null : need.ice();
    }

    @Test
    void aClientsOfferIsAnsweredWithOurCandidatesAndTheRoomSeesNone() {
        clientCallsRoom();
        assertFalse(bench.lastSent("INVITE").body().text().contains("candidate"));
        MediaDescription answer = audio(bench.lastAnswer().body().text());
        int rtp = 56000 + 8 * line();
        assertEquals("ours" + rtp, answer.attribute("ice-ufrag").orElse(""));
        assertEquals(4, answer.attributes("candidate").size());
        assertEquals("1 1 UDP ", answer.attribute("candidate").orElse("").substring(0, 8));
        assertEquals(rtp, answer.port());
        assertEquals(rtp + 1, answer.rtcpPort().orElse(0));
        RemoteIce remote = lastRemote(Side.CALLER).ice();
        assertNotNull(remote);
        assertEquals(IceDialect.MICROSOFT, remote.dialect());
        assertFalse(remote.controlling());
        assertEquals("kU7q", remote.parameters().ufrag());
        assertEquals(4, remote.parameters().candidates().size());
        assertNull(lastRemote(Side.CALLEE).ice());
    }

    @Test
    void theFinalOfferNamesThePairsAndTheRoomHearsNothingOfIt() {
        roomCallsClient(CLIENT);
        RemoteIce remote = lastRemote(Side.CALLEE).ice();
        assertNotNull(remote);
        assertTrue(remote.controlling());
        long before = bench.count("INVITE");
        int responses = bench.answered.size();
        connected(line(), Side.CALLEE);
        assertEquals(before + 1, bench.count("INVITE"));
        SipRequest offer = bench.lastSent("INVITE");
        MediaDescription audio = audio(offer.body().text());
        assertEquals(
                "1 127.0.0.4 20010 2 127.0.0.4 20011",
                audio.attribute("remote-candidates").orElse(""));
        assertEquals(2, audio.attributes("candidate").size());
        assertEquals(57004, audio.port());
        assertEquals(57005, audio.rtcpPort().orElse(0));
        assertTrue(offer.body().text().contains("c=IN IP4 192.0.2.9"));
        assertEquals("ours" + (56004 + 8 * line()), audio.attribute("ice-ufrag").orElse(""));
        bench.answer(200, "r1", CLIENT + "a=remote-candidates:1 192.0.2.9 57004 2 192.0.2.9 57005 \r\n");
        RemoteIce told = lastRemote(Side.CALLEE).ice();
        assertNotNull(told);
        assertEquals(
                Map.of(1, new InetSocketAddress("192.0.2.9", 57004), 2, new InetSocketAddress("192.0.2.9", 57005)),
                told.parameters().remoteCandidates());
        assertEquals(responses, bench.answered.size());
        assertEquals(before + 1, bench.count("INVITE"), "told once");
        bench.caller("INVITE", 2, Sdps.ROOM_HELD);
        MediaDescription held = audio(bench.lastSent("INVITE").body().text());
        assertEquals(
                "1 127.0.0.4 20010 2 127.0.0.4 20011",
                held.attribute("remote-candidates").orElse(""));
        assertEquals(57004, held.port());
    }

    /** ICE came to a relay of ours and the peer's own address. */
    private void connected(int line, Side side) {
        bench.step(new CallEvent.MediaConnected(line, side, pairs("192.0.2.9")));
    }

    private static List<Chosen> pairs(String relay) {
        List<Chosen> pairs = new ArrayList<>();
        for (int component = 1; component <= 2; component++) {
            pairs.add(new Chosen(
                    candidate(component, relay, 57003 + component, Candidate.Type.RELAYED),
                    candidate(component, "127.0.0.4", 20009 + component, Candidate.Type.HOST),
                    1));
        }
        return pairs;
    }

    @Test
    void theFinalOfferIsMadeAgainAfterGlareAndNotForEver() {
        roomCallsClient(CLIENT);
        connected(line(), Side.CALLEE);
        long sent = bench.count("INVITE");
        bench.answer(491, "r1", "").elapsed("glare-callee");
        assertEquals(sent + 1, bench.count("INVITE"));
        for (int i = 0; i < 10; i++) {
            bench.answer(488, "r1", "");
        }
        assertEquals(sent + 3, bench.count("INVITE"));
        assertEquals(Phase.ESTABLISHED, bench.phase());
    }

    @Test
    void aPeerWithoutCandidatesIsSpokenToWithoutIce() {
        roomCallsClient(Sdps.MICROSOFT_AUDIO);
        assertTrue(bench.lastSent("INVITE").body().text().contains("a=candidate:"));
        assertNull(lastRemote(Side.CALLEE).ice());
        long sent = bench.count("INVITE");
        bench.caller("INVITE", 2, Sdps.ROOM_HELD);
        assertEquals(sent + 1, bench.count("INVITE"));
        assertFalse(bench.lastSent("INVITE").body().text().contains("candidate"));
    }

    @Test
    void thePairsOfAClientThatCalledAreAnsweredHereOnceOurIceHasThemToo() {
        clientCallsRoom();
        long sent = bench.sent.size();
        int answers = bench.answered.size();
        String pairs = CLIENT.replace("m=audio 20010", "m=audio 20012")
                + "a=remote-candidates:1 192.0.2.9 57004 2 192.0.2.9 57005 \r\n";
        bench.caller("INVITE", 2, pairs);
        assertEquals(answers, bench.answered.size(), "it waits");
        RemoteIce told = lastRemote(Side.CALLER).ice();
        assertNotNull(told);
        assertEquals(2, told.parameters().remoteCandidates().size());
        connected(line(), Side.CALLER);
        assertEquals(200, bench.lastAnswer().status());
        MediaDescription answer = audio(bench.lastAnswer().body().text());
        assertEquals(
                "1 127.0.0.4 20010 2 127.0.0.4 20011",
                answer.attribute("remote-candidates").orElse(""));
        assertEquals(57004, answer.port());
        bench.caller("ACK", 2, "");
        assertEquals(sent, bench.sent.size(), "the room hears nothing");
        bench.caller("INVITE", 3, pairs.replace("20012", "20014"));
        assertEquals(200, bench.lastAnswer().status(), "known pairs are answered at once");
        assertEquals(sent, bench.sent.size());
    }

    /** As pidgin-sipe does. */
    @Test
    void anOfferOfPairsMayLeaveOutCodecsAndNameTheAgreedProfile() {
        clientCallsRoom();
        connected(line(), Side.CALLER);
        String ours = bench.lastAnswer().body().text();
        assertTrue(ours.contains("m=audio " + (56000 + 8 * line()) + " RTP/AVP 8 101"), ours);
        long sent = bench.sent.size();
        String pairs = CLIENT.replace("RTP/AVP 9 0 8 101", "RTP/AVP 8 101").replace("a=rtpmap:9 G722/8000\r\n", "")
                + "a=remote-candidates:1 192.0.2.9 57004 2 192.0.2.9 57005 \r\n";
        bench.caller("INVITE", 2, pairs);
        assertEquals(200, bench.lastAnswer().status());
        assertTrue(bench.lastAnswer().body().text().contains(" RTP/AVP 8 101"));
        assertEquals(sent, bench.sent.size());
        bench.caller("ACK", 2, "").caller("INVITE", 3, pairs.replace("RTP/AVP 8 101", "RTP/AVP 101"));
        assertEquals(488, bench.lastAnswer().status(), "without the codec in use it is another offer");
    }

    @Test
    void anOfferOfPairsIsAnsweredInTheEndEvenIfIceTakesLonger() {
        clientCallsRoom();
        bench.caller("INVITE", 2, CLIENT + "a=remote-candidates:1 192.0.2.9 57004 2 192.0.2.9 57005 \r\n");
        bench.elapsed("way-caller");
        assertEquals(200, bench.lastAnswer().status());
        assertTrue(bench.lastAnswer().body().text().contains("a=candidate:"));
    }

    @Test
    void aHoldOfAClientThatSpeaksIceStillGoesAcross() {
        clientCallsRoom();
        long sent = bench.count("INVITE");
        bench.caller("INVITE", 2, CLIENT + "a=inactive\r\n");
        assertEquals(sent + 1, bench.count("INVITE"));
    }

    @Test
    void anIceRestartOfThePeerIsAnsweredHereAndForgetsThePairs() {
        clientCallsRoom();
        connected(line(), Side.CALLER);
        long sent = bench.sent.size();
        bench.caller("INVITE", 2, CLIENT.replace("kU7q", "anew").replace("mZr2", "aNew"));
        assertEquals(200, bench.lastAnswer().status());
        assertEquals(
                4,
                audio(bench.lastAnswer().body().text()).attributes("candidate").size());
        assertEquals(sent, bench.sent.size());
        RemoteIce told = lastRemote(Side.CALLER).ice();
        assertNotNull(told);
        assertEquals("anew", told.parameters().ufrag());
        assertEquals("ours58010", ourUfrag(bench.lastAnswer().body().text()), "ours are new, too");
        bench.caller("ACK", 2, "")
                .caller("INVITE", 3, bench.state.caller().sdp().remote());
        assertEquals("ours58010", ourUfrag(bench.lastAnswer().body().text()), "and stay");
        assertEquals(1, bench.restarts);
    }

    private static String ourUfrag(String description) {
        return audio(description).attribute("ice-ufrag").orElse("");
    }

    @Test
    void aWayThatIsLostIsAskedForAnewOnceAndOnlyOfThatSide() {
        roomCallsClient(CLIENT);
        connected(line(), Side.CALLEE);
        bench.answer(200, "r1", CLIENT + "a=remote-candidates:1 192.0.2.9 57004 2 192.0.2.9 57005 \r\n");
        long invites = bench.count("INVITE");
        int answers = bench.answered.size();
        bench.step(new CallEvent.MediaDisconnected(line(), Side.CALLEE, "it has not answered for 31 s"));
        assertEquals(Phase.ESTABLISHED, bench.phase());
        assertEquals(invites, bench.count("INVITE"), "the peer may have noticed, too");
        bench.elapsed("restart-callee");
        assertEquals(invites + 1, bench.count("INVITE"));
        String offer = bench.lastSent("INVITE").body().text();
        assertEquals("ours58010", ourUfrag(offer));
        assertFalse(offer.contains("remote-candidates"));
        bench.answer(200, "r1", CLIENT.replace("kU7q", "anew"));
        RemoteIce told = lastRemote(Side.CALLEE).ice();
        assertNotNull(told);
        assertEquals("anew", told.parameters().ufrag());
        connected(line(), Side.CALLEE);
        bench.answer(200, "r1", CLIENT.replace("kU7q", "anew") + "a=remote-candidates:1 192.0.2.9 57004 \r\n");
        bench.elapsed("lost-callee");
        assertEquals(Phase.ESTABLISHED, bench.phase());
        assertEquals(answers, bench.answered.size(), "the room hears nothing");
        assertEquals(1, bench.restarts);
    }

    /** A relay of ours was lost while the client chooses, and we have another: nobody told it. */
    private long healedAlone() {
        clientCallsRoom();
        connected(line(), Side.CALLER);
        bench.step(new CallEvent.MediaConnected(line(), Side.CALLER, pairs("192.0.2.77")));
        bench.step(new CallEvent.MediaUnconfirmed(line(), Side.CALLER));
        assertEquals(0, bench.restarts, "it may choose the same by itself");
        assertTrue(bench.timer("restart-caller").toMillis() <= 2000);
        return bench.count("INVITE");
    }

    @Test
    void aWayThatWasReplacedByUsAloneIsAskedForOfThePeerThatChooses() {
        long invites = healedAlone();
        String room = bench.state.callee().sdp().local();
        bench.elapsed("restart-caller");
        assertEquals(1, bench.restarts);
        assertEquals(invites + 1, bench.count("INVITE"));
        SipRequest offer = bench.lastSent("INVITE");
        assertEquals("Ab19", offer.callId(), "to the client");
        assertEquals("ours58010", ourUfrag(offer.body().text()));
        assertFalse(offer.body().text().contains("remote-candidates"));
        bench.answer(200, "9f", CLIENT.replace("kU7q", "anew").replace("mZr2", "aNew"));
        RemoteIce told = lastRemote(Side.CALLER).ice();
        assertNotNull(told);
        assertEquals("anew", told.parameters().ufrag());
        assertFalse(told.controlling(), "the client still chooses");
        connected(line(), Side.CALLER);
        bench.elapsed("restart-caller");
        assertEquals(1, bench.restarts);
        assertEquals(invites + 1, bench.count("INVITE"));
        assertEquals(room, bench.state.callee().sdp().local(), "the room hears nothing");
        assertEquals(Phase.ESTABLISHED, bench.phase());
    }

    @Test
    void aPeerThatChoosesTheNewWayByItselfIsNotAsked() {
        long invites = healedAlone();
        bench.step(new CallEvent.MediaConnected(line(), Side.CALLER, pairs("192.0.2.77")));
        bench.elapsed("restart-caller");
        assertEquals(0, bench.restarts);
        assertEquals(invites, bench.count("INVITE"));
    }

    @Test
    void aPeerThatWantsNoNewWayKeepsTheCallAndWhatWorks() {
        healedAlone();
        bench.elapsed("restart-caller");
        long applied = bench.actions.stream()
                .filter(CallAction.ApplyMedia.class::isInstance)
                .count();
        bench.answer(488, "9f", "");
        assertEquals(Phase.ESTABLISHED, bench.phase());
        assertEquals(0, bench.count("BYE"));
        assertEquals(
                applied,
                bench.actions.stream()
                        .filter(CallAction.ApplyMedia.class::isInstance)
                        .count());
        assertTrue(
                bench.actions.stream()
                        .noneMatch(action -> action instanceof CallAction.StartTimer timer
                                && timer.timer().equals("lost-caller")),
                "nothing ends it");
        bench.callee("INVITE", 2, Sdps.ROOM_HELD);
        assertEquals("ours58010", ourUfrag(bench.lastSent("INVITE").body().text()), "the next offer says it again");
    }

    @Test
    void aWayThatIsNotFoundAgainEndsTheCall() {
        roomCallsClient(CLIENT);
        connected(line(), Side.CALLEE);
        bench.answer(200, "r1", CLIENT + "a=remote-candidates:1 192.0.2.9 57004 2 192.0.2.9 57005 \r\n");
        bench.step(new CallEvent.MediaDisconnected(line(), Side.CALLEE, "gone"));
        bench.elapsed("restart-callee").answer(488, "r1", "");
        assertEquals(Phase.ESTABLISHED, bench.phase());
        bench.elapsed("lost-callee");
        assertEquals(2, bench.count("BYE"));
        assertTrue(bench.state.end().sentence().startsWith("failed to get media connectivity with the callee"));
    }

    @Test
    void aWayIsNotAskedForWhileThePeerAsksForOneItself() {
        clientCallsRoom();
        connected(line(), Side.CALLER);
        bench.step(new CallEvent.MediaDisconnected(line(), Side.CALLER, "gone"));
        bench.caller("INVITE", 2, CLIENT.replace("kU7q", "anew").replace("mZr2", "aNew"));
        assertEquals(200, bench.lastAnswer().status());
        assertEquals(1, bench.restarts);
        long invites = bench.count("INVITE");
        bench.elapsed("restart-caller");
        assertEquals(invites, bench.count("INVITE"), "its ACK is not here yet");
        bench.caller("ACK", 2, "");
        connected(line(), Side.CALLER);
        bench.elapsed("restart-caller").elapsed("lost-caller");
        assertEquals(invites, bench.count("INVITE"));
        assertEquals(Phase.ESTABLISHED, bench.phase());
    }

    @Test
    void anOfferOfOursThatMeetsOneOfThePeersIsMadeAgain() {
        roomCallsClient(CLIENT);
        connected(line(), Side.CALLEE);
        bench.answer(200, "r1", CLIENT + "a=remote-candidates:1 192.0.2.9 57004 2 192.0.2.9 57005 \r\n");
        bench.step(new CallEvent.MediaDisconnected(line(), Side.CALLEE, "gone"));
        bench.elapsed("restart-callee").answer(491, "r1", "").elapsed("glare-callee");
        assertEquals("ours58010", ourUfrag(bench.lastSent("INVITE").body().text()));
        bench.answer(200, "r1", CLIENT.replace("kU7q", "anew"));
        assertEquals(Phase.ESTABLISHED, bench.phase());
    }

    @Test
    void aCallThatFindsNoWayBeforeItIsAnsweredEndsForBothSides() {
        bench.callerPolicy = WITH_ICE;
        bench.invited(CLIENT).answer(183, "r1", Sdps.ROOM_AUDIO);
        bench.step(new CallEvent.MediaDisconnected(line(), Side.CALLER, "12 pairs tried, none answered"));
        assertEquals(480, bench.lastAnswer().status());
        assertTrue(bench.did(CallAction.Cancel.class));
        assertTrue(bench.state
                .end()
                .sentence()
                .endsWith("with the caller: ice processing failed: 12 pairs tried," + " none answered"));
    }

    @Test
    void aCallWithoutAWayForItsSoundEndsAndSaysSo() {
        roomCallsClient(CLIENT);
        bench.step(new CallEvent.MediaDisconnected(line(), Side.CALLEE, "12 pairs tried, none answered"));
        assertEquals(2, bench.count("BYE"));
        List<SipRequest> byes = bench.sent.stream().filter(r -> r.is("BYE")).toList();
        assertTrue(byes.get(0).headers().first("Reason", "").contains("failed to get media connectivity"));
        assertEquals(
                "52031;reason=\"failed to get media connectivity\";detail=\"failed to get media connectivity with the"
                        + " callee: ice processing failed: 12 pairs tried, none answered\"",
                byes.get(1).headers().first("ms-client-diagnostics", ""));
        assertNotNull(bench.state);
        assertNotNull(bench.state.end());
        assertTrue(bench.state.end().sentence().endsWith("12 pairs tried, none answered"));
    }
}
