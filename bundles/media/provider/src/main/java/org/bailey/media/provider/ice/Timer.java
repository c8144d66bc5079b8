package org.bailey.media.provider.ice;

import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Wakes one session or allocation when it wants to be; at most one alarm is set at a time. */
final class Timer {
    private final IceLoop loop;
    private final Runnable work;
    private long dueNanos = Long.MAX_VALUE;
    private @Nullable ScheduledFuture<?> alarm;

    Timer(IceLoop loop, Runnable work) {
        this.loop = loop;
        this.work = work;
    }

    /** @param due {@link Long#MAX_VALUE} for never */
    void set(long due) {
        if (due == dueNanos) {
            return;
        }
        cancel();
        if (due != Long.MAX_VALUE) {
            dueNanos = due;
            alarm = loop.thread.schedule(this::ring, Math.max(0, due - loop.nanos()), TimeUnit.NANOSECONDS);
        }
    }

    private void ring() {
        dueNanos = Long.MAX_VALUE;
        alarm = null;
        work.run();
    }

    void cancel() {
        dueNanos = Long.MAX_VALUE;
        if (alarm != null) {
            alarm.cancel(false);
            alarm = null;
        }
    }
}
