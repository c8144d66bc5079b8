package org.bailey.b2bua.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.bailey.call.CallAction;
import org.bailey.call.MediaLine;
import org.bailey.call.Phase;
import org.junit.jupiter.api.Test;

class LinesTest {
    private static final String NO_VIDEO = Sdps.MICROSOFT_VIDEO.replace("m=video 20020", "m=video 0");
    private static final String ROOM_WITHOUT = Sdps.ROOM_VIDEO.replace("m=video 2328", "m=video 0");

    private static Bench withVideo() {
        return Bench.established()
                .caller("INVITE", 2, Sdps.MICROSOFT_VIDEO)
                .answer(200, "r1", Sdps.ROOM_VIDEO)
                .caller("ACK", 2, "");
    }

    @Test
    void aLineTakenAwayIsGivenBackOnceBothAgree() {
        Bench bench = withVideo();
        int video = bench.state.lines().get(1).id();
        bench.caller("INVITE", 3, NO_VIDEO);
        assertEquals(List.of(), bench.released());
        bench.answer(200, "r1", ROOM_WITHOUT);
        assertEquals(List.of(video), bench.released());
        assertEquals(1, bench.state.lines().size());
    }

    @Test
    void aLineStaysWhenTheOtherSideRefusesToLoseIt() {
        Bench bench = withVideo();
        List<MediaLine> before = bench.state.lines();
        bench.caller("INVITE", 3, NO_VIDEO).answer(488, "r1", "");
        assertEquals(List.of(), bench.released());
        assertEquals(before, bench.state.lines());
    }

    @Test
    void aLineTheOtherSideRefusesIsGivenBackAndItsNumberNeverUsedAgain() {
        Bench bench = Bench.established();
        List<MediaLine> before = bench.state.lines();
        bench.caller("INVITE", 2, Sdps.MICROSOFT_VIDEO);
        int added = bench.state.lines().get(1).id();
        bench.answer(488, "r1", "");
        assertEquals(List.of(added), bench.released());
        assertEquals(before, bench.state.lines());
        bench.caller("ACK", 2, "").caller("INVITE", 3, Sdps.MICROSOFT_VIDEO);
        assertNotEquals(added, bench.state.lines().get(1).id());
    }

    @Test
    void aChangeTakenBackGivesItsLinesBack() {
        Bench bench = Bench.established().caller("INVITE", 2, Sdps.MICROSOFT_VIDEO);
        int added = bench.state.lines().get(1).id();
        bench.cancelled();
        assertEquals(List.of(added), bench.released());
        bench.answer(200, "r1", Sdps.ROOM_VIDEO);
        assertTrue(bench.lastSent("INVITE").body().text().contains("m=video 0 "), "the callee is asked to drop it");
        bench.answer(200, "r1", ROOM_WITHOUT);
        assertNull(bench.state.negotiation());
        assertEquals(1, bench.state.lines().size());
    }

    @Test
    void aChangeOfTheOtherSideWhilePortsAreAwaitedIs491() {
        Bench bench = Bench.established();
        bench.portsTakeTime = true;
        bench.caller("INVITE", 2, Sdps.MICROSOFT_VIDEO).callee("INVITE", 1, Sdps.ROOM_HELD);
        assertEquals(491, bench.lastAnswer().status());
        bench.grant().answer(200, "r1", Sdps.ROOM_VIDEO);
        assertEquals(200, bench.lastAnswer().status());
        assertTrue(bench.lastAnswer().body().text().contains("m=video"));
    }

    @Test
    void portsThatComeTooLateAreGivenBack() {
        Bench bench = Bench.established();
        bench.portsTakeTime = true;
        bench.caller("INVITE", 2, Sdps.MICROSOFT_VIDEO);
        int late = bench.state.lines().get(1).id();
        bench.cancelled().grant();
        assertEquals(List.of(late), bench.released());
        assertEquals(1, bench.count("INVITE"), "nobody is asked any more");
    }

    @Test
    void aChangeThatIsOnlyAnsweredProvisionallyIsGivenUp() {
        Bench bench = Bench.established().caller("INVITE", 2, Sdps.MICROSOFT_VIDEO);
        bench.answer(100, "", "").elapsed("change-callee");
        assertEquals(504, bench.lastAnswer().status());
        assertTrue(bench.did(CallAction.Cancel.class));
        assertEquals(1, bench.released().size());
        bench.answer(487, "r1", "");
        assertNull(bench.state.negotiation());
        assertEquals(Phase.ESTABLISHED, bench.phase());
    }
}
