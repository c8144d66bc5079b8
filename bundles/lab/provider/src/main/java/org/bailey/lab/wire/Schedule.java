package org.bailey.lab.wire;

import java.time.Duration;

/** Time as the lab sees it: the wall clock, or a {@link StepSchedule} that a test moves by hand. */
@FunctionalInterface
public interface Schedule {
    /** The wall clock. */
    Schedule WALL = (delay, work) -> {
        throw new UnsupportedOperationException("the loop keeps the wall clock");
    };

    Timer after(Duration delay, Runnable work);

    /** A pending timer. */
    @FunctionalInterface
    interface Timer {
        void cancel();
    }
}
