package org.bailey.peertest;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Holds when a growing recording got half a second of nothing but a tone since this was made. */
final class FreshTone implements BooleanSupplier {
    private static final Duration ENOUGH = Duration.ofMillis(500);

    private final Supplier<Sound> recording;
    private final int hz;
    private final int before;

    FreshTone(Supplier<Sound> recording, int hz) {
        this.recording = recording;
        this.hz = hz;
        this.before = recording.get().samples().length;
    }

    @Override
    public boolean getAsBoolean() {
        Sound now = recording.get();
        // a re-INVITE may have begun a new recording, which is all fresh
        int start = now.samples().length < before ? 0 : before;
        Sound fresh = now.last(ENOUGH);
        return now.samples().length - start >= fresh.samples().length
                && fresh.length().compareTo(ENOUGH) >= 0
                && fresh.isTone(hz);
    }
}
