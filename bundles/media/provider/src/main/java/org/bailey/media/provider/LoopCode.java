package org.bailey.media.provider;

import io.netty.util.concurrent.FastThreadLocal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.bailey.media.MediaPorts.PathStatus;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One piece of code that every loop runs and that is replaced while they do, with its absences.
 *
 * @param <T> what it is
 */
final class LoopCode<T> {
    /** How a loop takes it. */
    interface Taking<T> {
        /** {@return how much waited for it} */
        int take(MediaLoop loop, @Nullable T now);
    }

    private static final Logger LOG = LoggerFactory.getLogger(LoopCode.class);
    private static final long HANDOVER_SECONDS = 1;

    private final List<MediaLoop> loops;
    private final LongSupplier nanos;
    private final Taking<T> taking;
    private final LongAdder waited = new LongAdder();
    private @Nullable T current;
    private long absences;
    private long absentSince;
    private long longestAbsence;

    LoopCode(List<MediaLoop> loops, LongSupplier nanos, Taking<T> taking) {
        this.loops = loops;
        this.nanos = nanos;
        this.taking = taking;
    }

    /** Loops run {@code next} from now on. */
    synchronized void use(T next) {
        if (current == null && absences > 0) {
            longestAbsence = Math.max(longestAbsence, nanos.getAsLong() - absentSince);
        }
        current = next;
        everywhere(loop -> waited.add(taking.take(loop, next)));
    }

    /** Returns when no loop runs {@code gone} any more, as its bundle may stop then; at most after one second. */
    synchronized void leave(T gone) {
        if (current != gone) {
            everywhere(loop -> {});
            return;
        }
        current = null;
        absences++;
        absentSince = nanos.getAsLong();
        everywhere(loop -> taking.take(loop, null));
    }

    synchronized PathStatus status() {
        return new PathStatus(current != null, absences, Duration.ofNanos(longestAbsence), waited.sum());
    }

    private void everywhere(Consumer<MediaLoop> work) {
        var done = new CountDownLatch(loops.size());
        for (MediaLoop loop : loops) {
            try {
                loop.thread.execute(() -> {
                    work.accept(loop);
                    done.countDown();
                });
            } catch (RejectedExecutionException closed) {
                done.countDown();
            }
        }
        try {
            if (!done.await(HANDOVER_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("a media loop did not change to other code within {} s", HANDOVER_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        FastThreadLocal.removeAll(); // or the caller's thread would keep our classes for ever
    }
}
