package org.bailey.sip.provider;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.FastThreadLocal;
import java.net.InetAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.bailey.tls.TlsContexts;
import org.jspecify.annotations.Nullable;

/** What all listeners share: event loops, settings, certificates, counters, and the place messages go to. */
final class Sockets {
    private final AtomicInteger threadNumber = new AtomicInteger();
    private final EventLoopGroup loops;
    private final Supplier<SipSettings> settings;
    private final Supplier<@Nullable TlsContexts> tls;
    final Counts counts;
    final Inbox inbox;

    Sockets(Supplier<SipSettings> settings, Supplier<@Nullable TlsContexts> tls, Counts counts, Inbox inbox) {
        this.settings = settings;
        this.tls = tls;
        this.counts = counts;
        this.inbox = inbox;
        loops = new MultiThreadIoEventLoopGroup(
                settings.get().threads(),
                task -> {
                    Thread thread = new Thread(task, "bailey-sip-" + threadNumber.getAndIncrement());
                    thread.setDaemon(true);
                    return thread;
                },
                NioIoHandler.newFactory());
    }

    /** Where whole messages go; called on the event loop of the path, in the order they came. */
    interface Inbox {
        void received(Path path, byte[] message);

        /** A stream that cannot be cut into messages any more: it is closed after this. */
        void unreadable(Path path, MalformedMessage why);

        /** {@return whether that is the address of somebody our users know} */
        boolean knows(InetAddress address);
    }

    EventLoopGroup loops() {
        return loops;
    }

    SipSettings settings() {
        return settings.get();
    }

    @Nullable
    TlsContexts tls() {
        return tls.get();
    }

    void close() {
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
        // Netty keeps what this thread touched in a thread local of its own
        FastThreadLocal.removeAll();
    }
}
