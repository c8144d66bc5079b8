package org.bailey.media.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.bailey.media.Reception;
import org.junit.jupiter.api.Test;

class ReceptionsTest {
    private final Reception state = new Reception();

    private void receive(int... sequences) {
        for (int sequence : sequences) {
            Receptions.sequence(state, 1, sequence);
        }
    }

    @Test
    void countsWhatIsMissingAcrossTheEndOfTheNumbers() {
        receive(65534, 65535, 1, 2);
        assertEquals(1, state.lost());
        receive(0);
        assertEquals(0, state.lost());
    }

    @Test
    void isNeverNegativeWhenPacketsComeTwice() {
        receive(1, 1, 1, 2);
        assertEquals(0, state.lost());
    }

    @Test
    void takesAnOldPacketForLateAndNotForANewRound() {
        receive(100, 101, 60, 102);
        assertEquals(102, state.highest);
    }

    @Test
    void startsAnewAfterALeapThatGoesOnAndIgnoresASingleOne() {
        receive(10, 11, 40000, 12);
        assertEquals(12, state.highest);
        receive(40000, 40001, 40002);
        assertEquals(40002, state.highest);
        assertEquals(0, state.lost());
    }

    @Test
    void keepsTheLossesOfAnEarlierSource() {
        receive(1, 3);
        Receptions.sequence(state, 2, 9000);
        Receptions.sequence(state, 2, 9002);
        assertEquals(2, state.lost());
    }

    @Test
    void countsNothingLostInAMillionPackets() {
        for (int i = 0; i < 1_000_000; i++) {
            Receptions.sequence(state, 1, i & 0xffff);
        }
        assertEquals(0, state.lost());
        assertEquals(999_999, state.highest);
    }

    @Test
    void measuresNoJitterOfAnEvenStreamWhateverTheClockSays() {
        long nanos = Long.MAX_VALUE - 20_000_000L * 200;
        for (int i = 0; i < 100; i++) {
            Receptions.jitter(state, 0, 8000, i * 160 - 1000, nanos += 20_000_000);
        }
        assertEquals(0, state.jitterMicros());
    }

    @Test
    void comesNearTheJitterThereIs() {
        // every other packet 4 ms late: steps of 4 ms
        for (int i = 0; i < 1000; i++) {
            Receptions.jitter(state, 0, 8000, i * 160, i * 20_000_000L + i % 2 * 4_000_000L);
        }
        assertTrue(Math.abs(state.jitterMicros() - 4000) < 100, state.jitterMicros() + " us");
    }
}
