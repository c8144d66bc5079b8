package org.bailey.call.provider;

import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** A running timer of a lane. Restarting one makes a new object, so that a late tick of the old one is told apart. */
final class Timer {
    private volatile @Nullable Future<?> tick;
    private volatile boolean fired;

    void ticking(Future<?> future) {
        tick = future;
    }

    void fire() {
        fired = true;
    }

    boolean fired() {
        return fired;
    }

    void cancel() {
        Future<?> running = tick;
        if (running != null) {
            running.cancel(false);
        }
    }
}
