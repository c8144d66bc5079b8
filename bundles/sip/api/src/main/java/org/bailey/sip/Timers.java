package org.bailey.sip;

import java.time.Duration;

/**
 * How patient SIP is with an unreliable network (RFC 3261 section 17.1.1.1).
 *
 * @param t1 estimate of the round trip time, the first pause before a repetition
 * @param t2 the longest pause between repetitions
 */
public record Timers(Duration t1, Duration t2) {
    public static final Timers DEFAULTS = new Timers(Duration.ofMillis(500), Duration.ofSeconds(4));

    /** {@return after what time nobody is waited for any more: 64 T1, 32 s by default} */
    public Duration limit() {
        return t1.multipliedBy(64);
    }

    /** {@return the pause after so many repetitions: T1, doubling up to T2} */
    public Duration pause(int repetitions) {
        Duration doubled = t1.multipliedBy(1L << Math.min(repetitions, 10));
        return doubled.compareTo(t2) > 0 ? t2 : doubled;
    }

    /** {@return how much of {@link #limit} is left when that repetition is sent; zero or less when it is over} */
    public Duration left(int repetitions) {
        Duration left = limit();
        for (int before = 0; before < repetitions; before++) {
            left = left.minus(pause(before));
        }
        return left;
    }
}
