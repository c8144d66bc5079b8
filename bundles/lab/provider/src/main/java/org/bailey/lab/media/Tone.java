package org.bailey.lab.media;

/** A sine of one frequency at 8,000 samples a second. One thread. */
public final class Tone {
    public static final int SAMPLE_RATE_HZ = 8_000;
    private static final double AMPLITUDE = 9_000;

    private final int hz;
    private long position;

    public Tone(int hz) {
        if (hz < 0 || hz >= SAMPLE_RATE_HZ / 2) {
            throw new IllegalArgumentException("tone must be 0 to 3999 Hz, is " + hz);
        }
        this.hz = hz;
    }

    public int hz() {
        return hz;
    }

    /** The next samples; silence for 0 Hz. */
    public short[] next(int samples) {
        short[] block = new short[samples];
        for (int i = 0; i < samples; i++) {
            block[i] = (short)
                    Math.round(AMPLITUDE * Math.sin(2 * Math.PI * hz * (position++ % SAMPLE_RATE_HZ) / SAMPLE_RATE_HZ));
        }
        return block;
    }
}
