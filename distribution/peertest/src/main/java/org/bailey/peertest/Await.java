package org.bailey.peertest;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what another process does, until a deadline and not longer. */
public final class Await {
    /** Long enough for a step of a healthy program on a machine that has much else to do; only failures take so long. */
    public static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final long POLL_NANOS = 20_000_000;

    private Await() {}

    /**
     * Polls {@code condition} until it holds.
     *
     * @param what completes the sentence "waited 5 s for ..."
     */
    public static void until(Duration limit, String what, BooleanSupplier condition) {
        value(limit, what, () -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty());
    }

    /** Polls {@code source} until it has a value. */
    public static <T> T value(Duration limit, String what, Supplier<Optional<T>> source) {
        return value(limit, () -> what, source);
    }

    /** The same; {@code what} is asked when the wait was in vain, and can say how things are then. */
    public static <T> T value(Duration limit, Supplier<String> what, Supplier<Optional<T>> source) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            Optional<T> value = source.get();
            if (value.isPresent()) {
                return value.get();
            }
            if (System.nanoTime() > deadline) {
                throw new AssertionError("waited " + limit.toMillis() / 1000.0 + " s for " + what.get());
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }
}
