package org.bailey.b2bua.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.bailey.call.CallAction;
import org.bailey.call.Phase;
import org.bailey.sip.Header;
import org.junit.jupiter.api.Test;

class SessionTimersTest {
    private static final Header CAN_UPDATE = new Header("Allow", "INVITE, ACK, BYE, UPDATE");

    private static Bench granted(String sessionExpires) {
        return new Bench()
                .invited(Sdps.MICROSOFT_AUDIO)
                .answer(200, "r1", Sdps.ROOM_AUDIO, new Header("Session-Expires", sessionExpires), CAN_UPDATE)
                .caller("ACK", 1, "");
    }

    @Test
    void anAbsurdlyShortIntervalDoesNotMakeAStormOfRefreshes() {
        Bench bench = granted("1;refresher=uac");
        assertEquals(Duration.ofSeconds(45), bench.timer("refresh-callee"));
        bench.elapsed("refresh-callee").answer(200, "r1", "", new Header("Session-Expires", "0;refresher=uac"));
        assertTrue(bench.timer("refresh-callee").toSeconds() >= 45);
        bench.elapsed("refresh-callee").answer(200, "r1", "", new Header("Session-Expires", "3;refresher=uas"));
        assertEquals(Duration.ofSeconds(60), bench.timer("expire-callee"));
    }

    @Test
    void anAbsurdlyLongIntervalIsADay() {
        assertEquals(
                Duration.ofSeconds(43_200), granted("999999999;refresher=uac").timer("refresh-callee"));
        Bench bench = new Bench()
                .invited(
                        Sdps.MICROSOFT_AUDIO,
                        new Header("Session-Expires", "999999999"),
                        new Header("Supported", "timer"))
                .answer(200, "r1", Sdps.ROOM_AUDIO);
        assertEquals("86400;refresher=uac", bench.lastAnswer().headers().first("Session-Expires", ""));
    }

    @Test
    void aRefreshRefusedAsTooShortIsSentAgainAtOnceWithEnough() {
        Bench bench = granted("1800;refresher=uac").elapsed("refresh-callee");
        bench.answer(422, "r1", "", new Header("Min-SE", "3600"));
        assertEquals(2, bench.count("UPDATE"));
        assertEquals("3600", bench.lastSent("UPDATE").headers().first("Session-Expires", ""));
        bench.answer(422, "r1", "", new Header("Min-SE", "3600"));
        assertEquals(2, bench.count("UPDATE"), "nothing new was learned");
        assertNull(bench.state.callee().outgoing());
    }

    @Test
    void aRefreshThatMetAnotherRequestIsTriedAgainSoon() {
        Bench bench = granted("1800;refresher=uac").elapsed("refresh-callee").answer(491, "r1", "");
        assertTrue(bench.timer("refresh-callee").toMillis() >= 2100);
        assertTrue(bench.timer("refresh-callee").toMillis() <= 4000);
        bench.elapsed("refresh-callee");
        assertEquals(2, bench.count("UPDATE"));
    }

    @Test
    void aRefreshThatIsNeverAnsweredIsCancelled() {
        Bench bench = Bench.established().elapsed("refresh-callee").answer(100, "", "");
        assertEquals(Duration.ofSeconds(32), bench.timer("change-callee"));
        bench.elapsed("change-callee");
        assertTrue(bench.did(CallAction.Cancel.class));
        bench.answer(487, "r1", "");
        assertNull(bench.state.callee().outgoing());
        assertEquals(Phase.ESTABLISHED, bench.phase());
    }

    @Test
    void aChangeOfTheCallerWaitsForARefreshAndIsNotTakenForIt() {
        Bench bench = Bench.established().elapsed("refresh-callee");
        CallAction.Send refresh = bench.lastSend();
        bench.caller("INVITE", 2, Sdps.MICROSOFT_HELD).answer(refresh, 200, "r1", Sdps.ROOM_AUDIO);
        assertNotNull(bench.state.caller().incoming(), "the caller's change has not reached the callee");
        bench.elapsed("glare-callee").answer(200, "r1", Sdps.ROOM_HELD);
        assertEquals(200, bench.lastAnswer().status());
        assertTrue(bench.lastAnswer().body().text().contains("a=inactive"));
    }
}
