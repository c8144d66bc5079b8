package org.bailey.lab.media;

/**
 * Listens to the last 200 ms and says how much of their energy lies at one frequency (Goertzel). With 1,600 samples
 * every multiple of 5 Hz falls exactly into a bin. Safe for many threads.
 */
public final class ToneDetector {
    private static final int WINDOW = 1_600;
    private static final double FAINTEST_MEAN_SQUARE = 10_000;

    private final short[] ring = new short[WINDOW];
    private long heard;

    public synchronized void hear(short sample) {
        ring[(int) (heard++ % WINDOW)] = sample;
    }

    /** Forgets everything, as after a pause. */
    public synchronized void clear() {
        heard = 0;
    }

    /** Share of the energy at {@code hz}: 1 for a pure tone, 0 for silence or before 200 ms were heard. */
    public synchronized double share(int hz) {
        if (heard < WINDOW) {
            return 0;
        }
        double coefficient = 2 * Math.cos(2 * Math.PI * hz / Tone.SAMPLE_RATE_HZ);
        double before = 0;
        double beforeThat = 0;
        double energy = 0;
        for (int i = 0; i < WINDOW; i++) {
            double sample = ring[(int) ((heard + i) % WINDOW)];
            energy += sample * sample;
            double now = sample + coefficient * before - beforeThat;
            beforeThat = before;
            before = now;
        }
        if (energy / WINDOW < FAINTEST_MEAN_SQUARE) {
            return 0;
        }
        double power = before * before + beforeThat * beforeThat - coefficient * before * beforeThat;
        return Math.min(1, 2 * power / (WINDOW * energy));
    }
}
