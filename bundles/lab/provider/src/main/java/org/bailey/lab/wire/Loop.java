package org.bailey.lab.wire;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One thread that owns the state of one phone or Front End. Timers come due on the same thread. */
public final class Loop implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger("org.bailey.lab");
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final ScheduledExecutorService thread;
    private final Schedule schedule;

    public Loop(Schedule schedule) {
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, Loop::thread);
        executor.setRemoveOnCancelPolicy(true);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        this.thread = Executors.unconfigurableScheduledExecutorService(executor);
        this.schedule = schedule == Schedule.WALL ? this::onWallClock : schedule;
    }

    /** A daemon thread named after the section. */
    public static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "bailey-lab-" + COUNT.getAndIncrement());
        thread.setDaemon(true);
        return thread;
    }

    /** Runs soon on the loop; after {@link #close} silently not. */
    public void run(Runnable work) {
        try {
            thread.execute(guarded(work));
        } catch (RejectedExecutionException closed) {
            log.trace("loop closed, work dropped");
        }
    }

    /** Runs on the loop and waits for it. Not to be called on the loop. */
    public <T> T call(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        thread.execute(task);
        try {
            return task.get(10, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        } catch (java.util.concurrent.TimeoutException stuck) {
            throw new IllegalStateException("the lab's loop did not answer within 10 s", stuck);
        }
    }

    /** Runs on the loop after {@code delay} of the schedule's time. */
    public Schedule.Timer after(Duration delay, Runnable work) {
        return schedule.after(delay, () -> run(work));
    }

    private Schedule.Timer onWallClock(Duration delay, Runnable work) {
        try {
            ScheduledFuture<?> future = thread.schedule(guarded(work), delay.toNanos(), TimeUnit.NANOSECONDS);
            return () -> future.cancel(false);
        } catch (RejectedExecutionException closed) {
            return () -> {};
        }
    }

    private static Runnable guarded(Runnable work) {
        return () -> {
            try {
                work.run();
            } catch (RuntimeException broken) {
                log.error("a step of the lab failed: {}", broken.toString(), broken);
            }
        };
    }

    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(5, TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
