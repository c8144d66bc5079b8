package org.bailey.peertest;

import java.time.Duration;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Holds when a growing recording got a tone since this was made. The tone is looked for in short pieces: on a busy machine a
 * loudspeaker stutters, and a tone in pieces is still a tone that went all the way.
 */
final class FreshTone implements BooleanSupplier {
    private static final Duration PIECE = Duration.ofMillis(150);
    private static final int PIECES_WANTED = 2;

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
        int piece = (int) (PIECE.toMillis() * now.sampleRateHz() / 1000);
        int found = 0;
        for (int at = before; at + piece <= now.samples().length; at += piece / 2) {
            Sound part = new Sound(now.sampleRateHz(), Arrays.copyOfRange(now.samples(), at, at + piece));
            found += part.isTone(hz) ? 1 : 0;
        }
        return found >= PIECES_WANTED;
    }
}
