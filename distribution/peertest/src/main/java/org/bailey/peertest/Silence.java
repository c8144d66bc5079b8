package org.bailey.peertest;

import java.time.Duration;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Holds when a growing recording got nothing but silence, or nothing at all, for a while. */
final class Silence implements BooleanSupplier {
    private static final Duration WHILE = Duration.ofMillis(800);

    private final Supplier<Sound> recording;
    private int heard = -1;
    private long since;

    Silence(Supplier<Sound> recording) {
        this.recording = recording;
    }

    @Override
    public boolean getAsBoolean() {
        Sound now = recording.get();
        short[] samples = now.samples();
        boolean same = heard >= 0
                && samples.length >= heard
                && new Sound(now.sampleRateHz(), Arrays.copyOfRange(samples, heard, samples.length)).isSilent();
        if (!same) {
            heard = samples.length;
            since = System.nanoTime();
        }
        return System.nanoTime() - since > WHILE.toNanos();
    }
}
