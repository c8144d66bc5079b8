package org.bailey.media.provider;

import io.netty.channel.IoEventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.FastThreadLocalThread;
import io.netty.util.concurrent.RejectedExecutionHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.bailey.media.MediaPorts.PathStatus;
import org.bailey.media.PacketPath;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The event loops of all calls, and the packet code they run at the moment. */
final class MediaLoops {
    private static final Logger LOG = LoggerFactory.getLogger(MediaLoops.class);
    private static final long HANDOVER_SECONDS = 1;
    private static final long CLOSING_SECONDS = 5;

    // a burst of calls must not keep packets waiting: after so long the sockets are looked at again
    private static final long TASKS_MILLIS = 1;

    private final MultiThreadIoEventLoopGroup group;
    private final List<MediaLoop> loops = new ArrayList<>();
    private final LongSupplier nanos;
    private final LongAdder waited = new LongAdder();
    private @Nullable PacketPath path;
    private long absences;
    private long absentSince;
    private long longestAbsence;

    MediaLoops(int count, LongSupplier nanos, Listeners listeners, LongSupplier silenceNanos) {
        this.nanos = nanos;
        var number = new AtomicInteger();
        ThreadFactory threads = work -> new FastThreadLocalThread(work, "bailey-media-" + number.getAndIncrement());
        group = new MultiThreadIoEventLoopGroup(count, threads, NioIoHandler.newFactory()) {
            @Override
            protected IoEventLoop newChild(Executor executor, IoHandlerFactory handlers, Object... arguments) {
                return new SingleThreadIoEventLoop(
                        this, executor, handlers, Integer.MAX_VALUE, RejectedExecutionHandlers.reject(), TASKS_MILLIS);
            }
        };
        for (int i = 0; i < count; i++) {
            loops.add(new MediaLoop(group.next(), nanos, listeners));
        }
        loops.forEach(loop -> loop.start(silenceNanos));
    }

    /** {@return the loop with the fewest calls, one call richer now} */
    MediaLoop next() {
        MediaLoop least = loops.stream()
                .min(Comparator.comparingInt(loop -> loop.load.get()))
                .orElseThrow();
        least.load.incrementAndGet();
        return least;
    }

    /** Packets go through {@code next} from now on; those that waited for it first. */
    synchronized void use(PacketPath next) {
        if (path == null && absences > 0) {
            longestAbsence = Math.max(longestAbsence, nanos.getAsLong() - absentSince);
        }
        path = next;
        everywhere(loop -> waited.add(loop.path(next)));
    }

    /** Returns when no loop runs {@code gone} any more, as its bundle may stop then; at most after one second. */
    synchronized void leave(PacketPath gone) {
        if (path != gone) {
            everywhere(loop -> {});
            return;
        }
        path = null;
        absences++;
        absentSince = nanos.getAsLong();
        everywhere(loop -> loop.path(null));
    }

    synchronized PathStatus status() {
        return new PathStatus(path != null, absences, Duration.ofNanos(longestAbsence), waited.sum());
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
                LOG.warn("a media loop did not change its packet path within {} s", HANDOVER_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends all loops after what they were asked to do before. */
    void close() {
        group.shutdownGracefully(0, CLOSING_SECONDS, TimeUnit.SECONDS)
                .awaitUninterruptibly(2 * CLOSING_SECONDS, TimeUnit.SECONDS);
    }
}
