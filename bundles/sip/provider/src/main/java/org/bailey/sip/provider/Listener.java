package org.bailey.sip.provider;

import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bailey.sip.Hop;
import org.bailey.sip.SipStack.ListenerStatus;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One bound address. A port in use is tried again until it is free; no other listener notices. */
abstract class Listener {
    private static final Logger LOG = LoggerFactory.getLogger(Listener.class);
    private static final int RETRY_SECONDS = 3;

    final ListenerSettings settings;
    final Sockets sockets;
    private @Nullable Channel channel;
    private volatile String problem = "not started yet";
    private boolean closed;

    Listener(ListenerSettings settings, Sockets sockets) {
        this.settings = settings;
        this.sockets = sockets;
    }

    /** Binds without waiting for it to happen. */
    abstract ChannelFuture bind();

    /** {@return a way to the peer; a failure comes later through its watcher} */
    abstract Path path(Hop hop);

    abstract int connections();

    /** {@return whether a request to that hop needs no new connection} */
    boolean connected(Hop hop) {
        return false;
    }

    /** Ends connections; called after the address was released. */
    abstract void drop(String reason);

    synchronized void open() {
        if (closed) {
            return;
        }
        bind().addListener(future -> bound((ChannelFuture) future));
    }

    private synchronized void bound(ChannelFuture future) {
        if (future.isSuccess()) {
            problem = "";
            channel = future.channel();
            if (closed) {
                channel.close();
            } else {
                mark(); // the settings may have changed since it was asked for
                LOG.info("SIP listener {} is listening on port {}", settings, port());
            }
            return;
        }
        Throwable cause = future.cause();
        String said = problem;
        problem = cause instanceof BindException
                        && String.valueOf(cause.getMessage()).contains("in use")
                ? "port " + settings.bind().getPort() + " is in use by another program; it is tried again every "
                        + RETRY_SECONDS + " s"
                : "cannot listen on " + settings.bind() + ": " + cause.getMessage();
        if (!problem.equals(said)) {
            LOG.warn("SIP-001 listener {}: {}", settings, problem);
        }
        if (!closed && !sockets.loops().isShuttingDown()) {
            sockets.loops().schedule(this::open, RETRY_SECONDS, TimeUnit.SECONDS);
        }
    }

    /** {@return the port in use, also when port 0 was asked for} */
    final synchronized int port() {
        return channel != null && channel.localAddress() instanceof InetSocketAddress bound
                ? bound.getPort()
                : settings.bind().getPort();
    }

    final synchronized @Nullable Channel channel() {
        return channel;
    }

    /** {@return the channels packets leave by} */
    abstract List<Channel> channels();

    /** Marks what leaves from now on as the settings say. */
    final void mark() {
        channels().forEach(this::mark);
    }

    final void mark(Channel open) {
        try {
            open.config().setOption(ChannelOption.IP_TOS, sockets.settings().octet());
        } catch (ChannelException gone) {
            LOG.debug("listener {}: {} stays unmarked: {}", settings, open, gone.toString());
        }
    }

    final void close(String reason) {
        Channel open;
        synchronized (this) {
            closed = true;
            open = channel;
        }
        if (open != null) {
            open.close().awaitUninterruptibly(2, TimeUnit.SECONDS);
        }
        drop(reason);
    }

    final synchronized ListenerStatus status() {
        boolean listening = channel != null && channel.isActive();
        return new ListenerStatus(
                settings.name(),
                settings.transport(),
                settings.bind().getAddress().getHostAddress(),
                port(),
                listening,
                connections(),
                listening ? hint() : problem);
    }

    /** {@return what an operator should know though the listener listens; mostly empty} */
    String hint() {
        return "";
    }
}
