package org.bailey.media.provider;

import io.netty.channel.IoEventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.FastThreadLocalThread;
import io.netty.util.concurrent.RejectedExecutionHandlers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.bailey.ice.IceAgent;
import org.bailey.media.PacketPath;
import org.bailey.media.provider.ice.Reports;
import org.bailey.tls.TlsContexts;
import org.bailey.turn.TurnClient;

/** The event loops of all calls, and the packet code they run at the moment. */
final class MediaLoops {
    private static final long CLOSING_SECONDS = 5;

    // a burst of calls must not keep packets waiting: after so long the sockets are looked at again
    private static final long TASKS_MILLIS = 1;

    private final MultiThreadIoEventLoopGroup group;
    private final List<MediaLoop> loops = new ArrayList<>();
    final Reports reports = new Reports();
    final LoopCode<PacketPath> path;
    final LoopCode<IceAgent> agent;
    final LoopCode<TurnClient> turn;
    final LoopCode<TlsContexts> tls;

    MediaLoops(int count, LongSupplier nanos, Listeners listeners, Totals totals, LongSupplier silenceNanos) {
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
            loops.add(new MediaLoop(group.next(), nanos, listeners, totals, reports));
        }
        loops.forEach(loop -> loop.start(silenceNanos));
        path = new LoopCode<>(loops, nanos, MediaLoop::path);
        agent = new LoopCode<>(loops, nanos, (loop, now) -> loop.ice.agent(now));
        turn = new LoopCode<>(loops, nanos, MediaLoop::turn);
        tls = new LoopCode<>(loops, nanos, (loop, now) -> loop.ice.tls(now));
    }

    /** Does some small work once a second on one of the loops. */
    void everySecond(Runnable work) {
        loops.get(0).thread.scheduleWithFixedDelay(work, 1, 1, TimeUnit.SECONDS);
    }

    /** {@return the loop with the fewest calls, one call richer now} */
    MediaLoop next() {
        MediaLoop least = loops.stream()
                .min(Comparator.comparingInt(loop -> loop.load.get()))
                .orElseThrow();
        least.load.incrementAndGet();
        return least;
    }

    List<Integer> loads() {
        return loops.stream().map(loop -> loop.load.get()).toList();
    }

    /** Ends all loops after what they were asked to do before. */
    void close() {
        group.shutdownGracefully(0, CLOSING_SECONDS, TimeUnit.SECONDS)
                .awaitUninterruptibly(2 * CLOSING_SECONDS, TimeUnit.SECONDS);
    }
}
