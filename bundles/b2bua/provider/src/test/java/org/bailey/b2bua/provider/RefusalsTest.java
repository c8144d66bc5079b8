package org.bailey.b2bua.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.bailey.call.CallAction;
import org.bailey.call.Phase;
import org.bailey.dialplan.Dialect;
import org.bailey.sip.Body;
import org.bailey.sip.Header;
import org.bailey.sip.Headers;
import org.bailey.sip.Hop;
import org.bailey.sip.SipRequest;
import org.bailey.sip.Transport;
import org.junit.jupiter.api.Test;

/** Requests that are wrong, or not ours to believe. */
class RefusalsTest {
    private static final String ALICE = "sip:alice@lync.test;opaque=user:epid:xyz;gruu";

    @Test
    void aRefusedChangeDoesNotMoveTheRemoteTarget() {
        Header elsewhere = new Header("Contact", "<sip:elsewhere@127.0.0.9>");
        Bench bench = Bench.established()
                .caller("INVITE", 2, Sdps.MICROSOFT_HELD, elsewhere)
                .answer(488, "r1", "");
        assertEquals(ALICE, bench.state.caller().dialog().target());
        bench.caller("INVITE", 3, Sdps.MICROSOFT_HELD, elsewhere).answer(200, "r1", Sdps.ROOM_HELD);
        assertEquals("sip:elsewhere@127.0.0.9", bench.state.caller().dialog().target());
    }

    @Test
    void anInviteWithoutUsableContactIsRefusedNamingIt() {
        for (String contact : new String[] {"<nonsense>", "<tel:+4930>", "*", "<sip:>", ""}) {
            Bench bench = new Bench().invited(Sdps.MICROSOFT_AUDIO, new Header("Contact", contact));
            assertEquals(400, bench.lastAnswer().status(), contact);
            assertTrue(
                    bench.lastAnswer()
                            .headers()
                            .first("ms-client-diagnostics", "")
                            .contains("Contact"),
                    contact);
            assertTrue(bench.did(CallAction.Finish.class));
        }
        Bench change =
                Bench.established().caller("INVITE", 2, Sdps.MICROSOFT_HELD, new Header("Contact", "<nonsense>"));
        assertEquals(400, change.lastAnswer().status());
        assertEquals(Phase.ESTABLISHED, change.phase());
    }

    @Test
    void unknownRequirementsInADialogAreRefusedByNameButByeEndsTheCall() {
        Header require = new Header("Require", "foo");
        Bench bench = Bench.established().caller("INVITE", 2, Sdps.MICROSOFT_HELD, require);
        assertEquals(420, bench.lastAnswer().status());
        assertEquals("foo", bench.lastAnswer().headers().first("Unsupported", ""));
        bench.caller("INFO", 3, "", require);
        assertEquals(420, bench.lastAnswer().status());
        bench.caller("UPDATE", 4, "", new Header("Require", "timer"));
        assertEquals(200, bench.lastAnswer().status());
        bench.caller("BYE", 5, "", require);
        assertEquals(200, bench.lastAnswer().status());
        assertEquals(Phase.ENDING, bench.phase());
    }

    @Test
    void aBodyThatDescribesNothingIsAnsweredInTheWordsOfTheDialect() {
        Bench standard = new Bench();
        standard.callerDialect = Dialect.STANDARD;
        standard.invited(text());
        assertEquals(415, standard.lastAnswer().status());
        assertEquals(
                "application/sdp, multipart/alternative, multipart/mixed",
                standard.lastAnswer().headers().first("Accept", ""));
        Bench microsoft = new Bench().invited(text());
        assertEquals(488, microsoft.lastAnswer().status());
        assertFalse(microsoft.lastAnswer().headers().has("Accept"));
    }

    @Test
    void aCompressedBodyIsRefusedWithWhatMayBeSent() {
        Header gzip = new Header("Content-Encoding", "gzip");
        for (Dialect dialect : Dialect.values()) {
            Bench bench = new Bench();
            bench.callerDialect = dialect;
            bench.invited(Sdps.MICROSOFT_AUDIO, gzip);
            assertEquals(415, bench.lastAnswer().status());
            assertEquals("identity", bench.lastAnswer().headers().first("Accept-Encoding", ""));
        }
        Bench change = Bench.established().caller("INVITE", 2, Sdps.MICROSOFT_HELD, gzip);
        assertEquals(415, change.lastAnswer().status());
        assertEquals("identity", change.lastAnswer().headers().first("Accept-Encoding", ""));
        assertEquals(Phase.ESTABLISHED, change.phase());
        assertEquals(
                1,
                new Bench()
                        .invited(Sdps.MICROSOFT_AUDIO, new Header("Content-Encoding", "identity"))
                        .sent
                        .size());
    }

    @Test
    void aSipsUriIsTakenOverTlsOnlyAndGoesOnOverTlsOnly() {
        Bench plain = new Bench();
        plain.callerTransport = Transport.UDP;
        plain.invited(toSips());
        assertEquals(416, plain.lastAnswer().status());
        assertEquals(0, plain.sent.size());

        Bench nowhere = new Bench().invited(toSips());
        assertEquals(480, nowhere.lastAnswer().status());
        assertEquals(
                "380 bailey \"SIPS Not Allowed\"",
                nowhere.lastAnswer().headers().first("Warning", ""));
        assertEquals(0, nowhere.sent.size());

        Bench secure = new Bench();
        Hop tls = new Hop("standard", Transport.TLS, Bench.ROOM.address(), "room.test", true);
        secure.hops = List.of(Bench.ROOM, tls);
        secure.invited(toSips()).answer(200, "r1", Sdps.ROOM_AUDIO);
        assertEquals(tls, secure.state.callee().hop());
        assertEquals("<sips:gw.test:65072>", secure.lastAnswer().headers().first("Contact", ""));
    }

    private static SipRequest toSips() {
        SipRequest text = text();
        return new SipRequest(
                "INVITE", "sips:3001@video.test", text.headers(), Body.of("application/sdp", Sdps.MICROSOFT_AUDIO));
    }

    private static SipRequest text() {
        Headers headers = Headers.of(
                new Header("From", "<sip:a@lync.test>;tag=9f"),
                new Header("To", "<sip:3001@video.test>"),
                new Header("Call-ID", "Ab20"),
                new Header("CSeq", "1 INVITE"),
                new Header("Contact", "<sip:a@lync.test>"));
        return new SipRequest("INVITE", "sip:3001@video.test", headers, Body.of("text/plain", "hello"));
    }

    @Test
    void aLoopIsNamedToTheCaller() {
        for (int status : new int[] {482, 483}) {
            Bench bench = new Bench().invited(Sdps.MICROSOFT_AUDIO).answer(status, "r1", "");
            assertEquals(status, bench.lastAnswer().status());
        }
    }

    @Test
    void anIdentityIsPassedOnOnlyFromWhomWeTrust() {
        Header identity = new Header("P-Asserted-Identity", "<sip:chief@lync.test>");
        assertEquals(
                "<sip:chief@lync.test>",
                new Bench()
                        .invited(Sdps.MICROSOFT_AUDIO, identity)
                        .lastSent("INVITE")
                        .headers()
                        .first("P-Asserted-Identity", ""));
        Bench stranger = new Bench();
        stranger.trusted = false;
        assertFalse(stranger.invited(Sdps.MICROSOFT_AUDIO, identity)
                .lastSent("INVITE")
                .headers()
                .has("P-Asserted-Identity"));
    }

    @Test
    void textOfAPeerCannotBreakOutOfAHeader() {
        assertEquals("a \\\"b\\\" \\\\ c", Statuses.quotable("a \"b\" \\\r\n\0c"));
        Bench refused = new Bench()
                .invited(Sdps.MICROSOFT_AUDIO)
                .answer(486, "r1", "", new Header("Warning", "399 room \"busy\\\" here\""));
        String diagnostics = refused.lastAnswer().headers().first("ms-client-diagnostics", "");
        assertTrue(diagnostics.matches("52001;reason=\"([^\"\\\\\\p{Cntrl}]|\\\\.)*\""), diagnostics);
    }
}
