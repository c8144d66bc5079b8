package org.bailey.lab.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.bailey.lab.phone.AnswerPlan;
import org.bailey.lab.phone.Bench;
import org.bailey.lab.wire.Hop;
import org.junit.jupiter.api.Test;

class DemoCallTest {
    private static final Duration SHORT = Duration.ofSeconds(1);

    @Test
    void tellsTheStoryOfACallInBothDirections() throws Exception {
        try (Bench bench = new Bench()) {
            assertTrue(new DemoCall("call 1", bench.alice, bench.room, SHORT, true).run());
            assertTrue(new DemoCall("call 2", bench.room, bench.alice, SHORT, false).run());
            assertEquals(0, bench.alice.openMediaLines() + bench.room.openMediaLines());
        }
    }

    @Test
    void saysWhyACallDidNotComeUp() throws Exception {
        try (Bench bench = new Bench()) {
            bench.room.plan(AnswerPlan.decline());
            assertFalse(new DemoCall("call 1", bench.alice, bench.room, SHORT, true).run());
        }
    }

    @Test
    void refusesSettingsByName() {
        String message = assertThrows(
                        IllegalArgumentException.class, () -> settings(Duration.ofSeconds(3), "room.test"))
                .getMessage();
        assertEquals("callSeconds must be 4 to 86400, is 3", message);
        assertTrue(assertThrows(IllegalArgumentException.class, () -> settings(Duration.ofSeconds(4), "ms.test"))
                .getMessage()
                .startsWith("roomDomain must differ"));
        assertThrows(IllegalArgumentException.class, () -> Hop.of("tls:127.0.0.1"));
    }

    private static LabSettings settings(Duration callTime, String roomDomain) {
        return new LabSettings(
                true,
                false,
                callTime,
                Duration.ZERO,
                true,
                Hop.of("tls:127.0.0.1:65072"),
                Hop.of("tcp:127.0.0.1:5060"),
                Hop.of("tls:127.0.0.2:0"),
                Hop.of("tcp:127.0.0.3:0"),
                "ms.test",
                roomDomain);
    }
}
