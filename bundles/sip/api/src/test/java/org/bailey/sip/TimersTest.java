package org.bailey.sip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TimersTest {
    @Test
    void pausesDoubleUpToT2() {
        Timers timers = new Timers(Duration.ofMillis(100), Duration.ofMillis(350));
        assertEquals(Duration.ofMillis(100), timers.pause(0));
        assertEquals(Duration.ofMillis(200), timers.pause(1));
        assertEquals(Duration.ofMillis(350), timers.pause(2));
        assertEquals(Duration.ofMillis(350), timers.pause(1000));
    }

    @Test
    void thirtyTwoSecondsAreOverAfterElevenSendings() {
        assertEquals(Duration.ofSeconds(32), Timers.DEFAULTS.limit());
        assertEquals(Duration.ofMillis(500), Timers.DEFAULTS.left(10));
        assertTrue(Timers.DEFAULTS.left(11).isNegative());
    }
}
