package org.bailey.b2bua.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.bailey.call.CallAction;
import org.bailey.call.End;
import org.bailey.dialplan.Dialect;
import org.bailey.dialplan.ZonePolicy;
import org.bailey.dialplan.ZonePolicy.MediaEncryption;
import org.bailey.sip.Header;
import org.bailey.sip.Headers;
import org.junit.jupiter.api.Test;

class InteropTest {
    private static final ZonePolicy REQUIRED = new ZonePolicy(MediaEncryption.REQUIRED, true, true);

    private static final Header LATER =
            new Header("User-Agent", "UCCAPI/16.0.4417.1000 OC/16.0.4417.1000 (Skype for Business)");

    private final Interop open = new Interop(() -> true);
    private final Interop locked = new Interop(() -> false);

    private static Headers from(String userAgent) {
        return Headers.NONE.plus("User-Agent", userAgent);
    }

    @Test
    void withTheKeyEverythingIsAsTheZoneWantsIt() {
        assertSame(REQUIRED, open.policy(REQUIRED, Dialect.MICROSOFT));
        assertEquals("", open.ofCaller(Dialect.MICROSOFT, from("UCCAPI/16.0.4417 OC/16.0.4417")));
    }

    @Test
    void withoutItTheMicrosoftLegIsOpenUnlessItMustNotBeAndNobodyDoesIce() {
        ZonePolicy microsoft = locked.policy(new ZonePolicy(MediaEncryption.AUTO, true, true), Dialect.MICROSOFT);
        assertEquals(MediaEncryption.OFF, microsoft.mediaEncryption());
        assertFalse(microsoft.ice());
        assertEquals(
                MediaEncryption.REQUIRED,
                locked.policy(REQUIRED, Dialect.MICROSOFT).mediaEncryption());
        ZonePolicy standard = locked.policy(REQUIRED, Dialect.STANDARD);
        assertEquals(MediaEncryption.REQUIRED, standard.mediaEncryption());
        assertFalse(standard.ice());
    }

    @Test
    void withoutItLync2010CallsAndLaterVersionsAreRefusedByName() {
        assertEquals("", locked.ofCaller(Dialect.MICROSOFT, from("UCCAPI/4.0.7577.4109 OC/4.0.7577.4109")));
        assertEquals("", locked.ofCaller(Dialect.MICROSOFT, from("RTCC/4.0.0.0 MediationServer")));
        assertEquals("", locked.ofCallee(Dialect.MICROSOFT, Headers.NONE.plus("Server", "RTC/4.0")));
        assertEquals("", locked.ofCaller(Dialect.MICROSOFT, from("MyRTC/6.0 phone")));
        assertEquals("", locked.ofCaller(Dialect.STANDARD, from("UCCAPI/16.0.1")));
        for (String later :
                new String[] {"UCCAPI/15.0.4420.1017 OC/15.0", "UCCAPI/16.0.1 OC/16", "RTCC/6.0.0.0 AVMCU", "RTC/5.0"
                }) {
            String caller = locked.ofCaller(Dialect.MICROSOFT, from(later));
            assertTrue(caller.contains("microsoft-interop"), caller);
            assertTrue(caller.contains("the caller is " + later.substring(0, later.indexOf('.'))), caller);
            String callee = locked.ofCallee(Dialect.MICROSOFT, Headers.NONE.plus("Server", later));
            assertTrue(callee.contains("the called side is " + later.substring(0, later.indexOf('.'))), callee);
        }
    }

    @Test
    void theCallOfAnUnlicensedCallerIsRefusedWithTheSentence() {
        Bench bench = new Bench();
        bench.licensed = false;
        bench.invited("", LATER);
        assertRefused(bench, "the caller is UCCAPI/16.");
    }

    @Test
    void whereTheCalledSideRingsAsLync2013OrLaterTheCallIsTakenBack() {
        Bench bench = toMicrosoft(false).answer(180, "m1", "", LATER);
        assertRefused(bench, "the called side is UCCAPI/16.");
        assertEquals(
                1,
                bench.actions.stream()
                        .filter(CallAction.Cancel.class::isInstance)
                        .count());
    }

    @Test
    void whereItAnswersAtOnceItIsAcknowledgedAndHearsBye() {
        Bench bench = toMicrosoft(false).answer(200, "m1", Sdps.MICROSOFT_AUDIO, new Header("Server", "RTC/6.0"));
        assertRefused(bench, "the called side is RTC/6.");
        assertEquals(1, bench.count("ACK"));
        assertEquals(1, bench.count("BYE"));
    }

    @Test
    void lync2010OnTheCalledSideAndEverybodyWithTheKeyRings() {
        Header old = new Header("User-Agent", "UCCAPI/4.0.7577.4109 OC/4.0.7577.4109");
        assertEquals(
                180, toMicrosoft(false).answer(180, "m1", "", old).lastAnswer().status());
        assertEquals(
                180, toMicrosoft(true).answer(180, "m1", "", LATER).lastAnswer().status());
    }

    @Test
    void whenTheKeyEndsBetweenRouteAndInviteACallThatMustBeEncryptedIsRefused() {
        Bench bench = new Bench();
        bench.callerDialect = Dialect.STANDARD;
        bench.calleePolicy = REQUIRED;
        bench.portsTakeTime = true;
        bench.invited(Sdps.ROOM_AUDIO);
        bench.licensed = false;
        bench.grant();
        assertEquals(488, bench.lastAnswer().status());
        assertEquals(0, bench.count("INVITE"));
        End end = bench.state.end();
        assertTrue(end != null && end.sentence().contains("needs option key microsoft-interop"), String.valueOf(end));
    }

    @Test
    void aCallThatIsUpOutlivesTheKey() {
        Bench bench = toMicrosoft(true).answer(180, "m1", "", LATER);
        bench.answer(200, "m1", Sdps.MICROSOFT_AUDIO, LATER);
        assertEquals(200, bench.lastAnswer().status());
        bench.licensed = false;
        bench.callee("INFO", 2, "");
        assertNull(bench.state.end());
        assertEquals(0, bench.count("BYE"));
    }

    private static Bench toMicrosoft(boolean licensed) {
        Bench bench = new Bench();
        bench.callerDialect = Dialect.STANDARD;
        bench.licensed = licensed;
        return bench.invited(Sdps.ROOM_AUDIO);
    }

    private static void assertRefused(Bench bench, String words) {
        assertEquals(403, bench.lastAnswer().status());
        End end = bench.state.end();
        assertTrue(end != null && end.sentence().contains(words), String.valueOf(end));
    }
}
