package org.bailey.b2bua.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.bailey.call.CallAction;
import org.bailey.call.Phase;
import org.bailey.sip.Header;
import org.junit.jupiter.api.Test;

class ForksTest {
    @Test
    void onlyTheFirstForkThatSpeaksIsHeard() {
        Bench bench = new Bench()
                .invited(Sdps.MICROSOFT_AUDIO, new Header("Supported", "ms-early-media"))
                .answer(183, "r2", Sdps.ROOM_AUDIO);
        assertEquals(183, bench.lastAnswer().status());
        bench.answer(183, "r1", Sdps.ROOM_AUDIO.replace("2326", "2426"));
        assertEquals(180, bench.lastAnswer().status());
        assertTrue(bench.lastAnswer().body().isEmpty());
        bench.answer(183, "r2", Sdps.ROOM_AUDIO);
        assertEquals(183, bench.lastAnswer().status());
    }

    @Test
    void anotherForkThanTheOneHeardEarlyAnswersInADialogOfItsOwn() {
        Bench bench = new Bench()
                .invited(Sdps.MICROSOFT_AUDIO, new Header("Supported", "ms-early-media"))
                .answer(183, "r2", Sdps.ROOM_AUDIO);
        String early = bench.lastAnswer().toTag();
        bench.answer(200, "r1", Sdps.ROOM_AUDIO.replace("2326", "2426"));
        String won = bench.lastAnswer().toTag();
        assertNotEquals(early, won);
        assertTrue(won.startsWith("abcdefghijkl-"), won);
        bench.caller("ACK", 1, "");
        assertNull(bench.state.caller().unacknowledged());
        bench.callee("BYE", 1, "");
        assertTrue(bench.lastSent("BYE").headers().first("From", "").endsWith(";tag=" + won));
        Bench same = new Bench()
                .invited(Sdps.MICROSOFT_AUDIO, new Header("Supported", "ms-early-media"))
                .answer(183, "r2", Sdps.ROOM_AUDIO);
        String first = same.lastAnswer().toTag();
        assertEquals(first, same.answer(200, "r2", Sdps.ROOM_AUDIO).lastAnswer().toTag());
    }

    @Test
    void aForkThatLostIsSentHomeOnceHoweverOftenItRepeatsItsAnswer() {
        Bench bench =
                new Bench().invited(Sdps.MICROSOFT_AUDIO).answer(180, "r1", "").answer(180, "r2", "");
        CallAction.Send invite = bench.lastSend();
        bench.answer(200, "r1", Sdps.ROOM_AUDIO).caller("ACK", 1, "");
        long acks = bench.count("ACK");
        bench.answer(invite, 200, "r2", Sdps.ROOM_AUDIO)
                .answer(invite, 200, "r2", Sdps.ROOM_AUDIO)
                .answer(invite, 200, "r2", Sdps.ROOM_AUDIO);
        assertEquals(1, bench.count("BYE"));
        assertEquals(acks + 3, bench.count("ACK"));
        assertEquals(Phase.ESTABLISHED, bench.phase());
    }

    @Test
    void noMoreThanSoManyLostForksAreRemembered() {
        Bench bench = new Bench().invited(Sdps.MICROSOFT_AUDIO);
        CallAction.Send invite = bench.lastSend();
        bench.answer(200, "won", Sdps.ROOM_AUDIO).caller("ACK", 1, "");
        for (int i = 0; i < 100; i++) {
            bench.answer(invite, 200, "lost" + i, Sdps.ROOM_AUDIO);
        }
        assertEquals(32, bench.state.callee().takenBack().size());
    }
}
