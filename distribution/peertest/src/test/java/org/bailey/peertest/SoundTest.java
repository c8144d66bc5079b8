package org.bailey.peertest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SoundTest {
    private static final int RATE = 8000;

    @Test
    void hearsATone() {
        assertEquals(1.0, sine(440, 6000, RATE).share(440), 0.01);
        assertTrue(sine(440, 6000, RATE).isTone(440));
    }

    @Test
    void doesNotTakeOneToneForAnother() {
        assertFalse(sine(440, 6000, RATE).isTone(880));
    }

    @Test
    void doesNotTakeNoiseForATone() {
        Random random = new Random(1);
        short[] noise = new short[RATE];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (short) (random.nextInt(12_000) - 6000);
        }
        assertFalse(new Sound(RATE, noise).isTone(440));
    }

    @Test
    void silenceIsNoTone() {
        Sound silence = new Sound(RATE, new short[RATE]);
        assertFalse(silence.isTone(440));
        assertTrue(silence.isSilent());
        assertTrue(Sound.NONE.isSilent());
        assertFalse(sine(440, 600, RATE).isSilent());
    }

    @Test
    void cutsTheEnd() {
        assertEquals(
                Duration.ofMillis(500),
                sine(440, 1, RATE).last(Duration.ofMillis(500)).length());
    }

    private static Sound sine(double hz, int amplitude, int samples) {
        short[] wave = new short[samples];
        for (int i = 0; i < samples; i++) {
            wave[i] = (short) (amplitude * Math.sin(2 * Math.PI * hz * i / RATE));
        }
        return new Sound(RATE, wave);
    }
}
