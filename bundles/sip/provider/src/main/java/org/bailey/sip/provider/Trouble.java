package org.bailey.sip.provider;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Something that goes wrong over and over: said once a minute, with a count, and to be seen for ten. Safe for many threads. */
final class Trouble {
    private static final long PAUSE_NANOS = Duration.ofMinutes(1).toNanos();
    private static final long SHOWN_NANOS = Duration.ofMinutes(10).toNanos();

    private String last = "";
    private long lastNanos;
    private long saidNanos;
    private boolean said;
    private int unsaid;

    /** {@return what to log now; null when it was said within the last minute} */
    synchronized @Nullable String happened(String sentence) {
        long now = System.nanoTime();
        last = Instant.now().truncatedTo(ChronoUnit.SECONDS) + ": " + sentence;
        lastNanos = now;
        unsaid++;
        if (said && now - saidNanos < PAUSE_NANOS) {
            return null;
        }
        String text = unsaid == 1 ? sentence : sentence + " (" + unsaid + " times since it was last said)";
        said = true;
        saidNanos = now;
        unsaid = 0;
        return text;
    }

    /** {@return the latest with its time; empty when it is long ago} */
    synchronized String recent() {
        return last.isEmpty() || System.nanoTime() - lastNanos > SHOWN_NANOS ? "" : last;
    }
}
