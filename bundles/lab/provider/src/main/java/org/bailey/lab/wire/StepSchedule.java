package org.bailey.lab.wire;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A clock that stands still until it is advanced; what comes due runs on the advancing thread. Safe for many threads. */
public final class StepSchedule implements Schedule {
    private record Due(long atNanos, long order, Runnable work) {}

    private final List<Due> pending = new ArrayList<>();
    private long nowNanos;
    private long order;

    @Override
    public synchronized Timer after(Duration delay, Runnable work) {
        Due due = new Due(nowNanos + delay.toNanos(), order++, work);
        pending.add(due);
        return () -> {
            synchronized (this) {
                pending.remove(due);
            }
        };
    }

    /** Moves the clock; timers run in the order they come due. */
    public void advance(Duration step) {
        long until;
        synchronized (this) {
            until = nowNanos + step.toNanos();
        }
        for (Runnable work = next(until); work != null; work = next(until)) {
            work.run();
        }
    }

    /** How many timers wait. */
    public synchronized int pending() {
        return pending.size();
    }

    private synchronized @org.jspecify.annotations.Nullable Runnable next(long until) {
        Due due = pending.stream()
                .filter(d -> d.atNanos <= until)
                .min(Comparator.comparingLong(Due::atNanos).thenComparingLong(Due::order))
                .orElse(null);
        if (due == null) {
            nowNanos = until;
            return null;
        }
        pending.remove(due);
        nowNanos = Math.max(nowNanos, due.atNanos);
        return due.work;
    }
}
