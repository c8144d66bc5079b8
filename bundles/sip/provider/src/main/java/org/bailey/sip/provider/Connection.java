package org.bailey.sip.provider;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.bailey.sip.Source;
import org.bailey.sip.Transport;
import org.jspecify.annotations.Nullable;

/**
 * A TCP or TLS connection, ours or the peer's. Messages given before it is up wait for it; whoever watches is told when it
 * breaks. The handler runs on one event loop; {@link #send} may be called anywhere.
 */
final class Connection extends ChannelInboundHandlerAdapter implements Path {
    private static final int MOST_WAITING = 1000;
    private static final int CHECK_SECONDS = 5;

    private final StreamListener listener;
    private final InetSocketAddress remote;
    private final @Nullable TlsPeer tls;
    private final StreamFramer framer;
    private final Set<Watcher> watchers = ConcurrentHashMap.newKeySet();
    private final List<byte[]> waiting = new ArrayList<>();
    private volatile @Nullable Channel channel;
    private volatile Source source;
    private final long openedNanos = System.nanoTime();
    private volatile long lastUsedNanos = System.nanoTime();
    private volatile boolean used;
    private boolean up;
    private @Nullable String ended;

    Connection(StreamListener listener, InetSocketAddress remote, @Nullable TlsPeer tls, StreamFramer framer) {
        this.listener = listener;
        this.remote = remote;
        this.tls = tls;
        this.framer = framer;
        source = new Source(listener.settings.name(), listener.settings.transport(), remote, local(), List.of());
    }

    @Override
    public Source source() {
        return source;
    }

    /** {@return null before it is up} */
    @Nullable
    Channel channel() {
        return channel;
    }

    @Override
    public boolean reliable() {
        return true;
    }

    @Override
    public InetSocketAddress local() {
        Channel open = channel;
        return open != null && open.localAddress() instanceof InetSocketAddress own
                ? new InetSocketAddress(own.getAddress(), listener.port())
                : LocalAddress.of(listener.settings.bind(), listener.port(), remote);
    }

    @Override
    public void send(byte[] message, @Nullable Watcher watcher) {
        lastUsedNanos = System.nanoTime();
        used = true;
        String reason;
        synchronized (this) {
            reason = ended;
            if (reason == null && watcher != null) {
                watchers.add(watcher);
            }
            if (reason == null && !up) {
                if (waiting.size() < MOST_WAITING) {
                    waiting.add(message);
                    return;
                }
                reason = this + " has too many messages waiting for it to come up";
            }
        }
        Channel open = channel;
        if (reason == null && open != null) {
            write(open, message);
        } else if (watcher != null) {
            watchers.remove(watcher);
            watcher.broken(reason == null ? this + " is closed" : reason);
        }
    }

    private void write(Channel open, byte[] message) {
        open.writeAndFlush(Unpooled.wrappedBuffer(message));
        if (!open.isWritable()) {
            close(this + " does not read what we send");
        }
    }

    @Override
    public void forget(Watcher watcher) {
        watchers.remove(watcher);
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        channel = context.channel();
        listener.mark(context.channel());
        source = new Source(listener.settings.name(), listener.settings.transport(), remote, local(), List.of());
        if (tls == null) {
            ready();
        }
        context.executor().schedule(() -> check(context), CHECK_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (tls != null && event instanceof SslHandshakeCompletionEvent handshake && handshake.isSuccess()) {
            SslHandler handler = context.pipeline().get(SslHandler.class);
            String wrong = tls.wrongName(handler);
            if (!wrong.isEmpty()) {
                listener.tlsFailed(this, wrong);
                close(this + ": " + wrong);
                return;
            }
            source = new Source(listener.settings.name(), Transport.TLS, remote, local(), tls.names(handler));
            ready();
        }
    }

    private void ready() {
        Channel open = channel;
        List<byte[]> first;
        synchronized (this) {
            up = true;
            first = List.copyOf(waiting);
            waiting.clear();
            if (open != null) {
                first.forEach(message -> open.write(Unpooled.wrappedBuffer(message)));
            }
        }
        if (open != null && !first.isEmpty()) {
            open.flush();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object read) {
        lastUsedNanos = System.nanoTime();
        if (read instanceof byte[] message) {
            used = true;
            listener.sockets.inbox.received(this, message);
        } else if (read instanceof MalformedMessage why) {
            listener.sockets.inbox.unreadable(this, why);
            context.executor().execute(() -> close(this + " sent what is no SIP: " + why.problem()));
        }
    }

    private void check(ChannelHandlerContext context) {
        SipSettings settings = listener.sockets.settings();
        if (framer.underWayNanos() > settings.messageTime().toNanos()) {
            close(this + " did not finish a message within "
                    + settings.messageTime().toSeconds() + " s");
        } else if (!used
                && System.nanoTime() - openedNanos > settings.messageTime().toNanos()) {
            close(this + " said nothing within " + settings.messageTime().toSeconds() + " s");
        } else if (watchers.isEmpty()
                && System.nanoTime() - lastUsedNanos > settings.idle().toNanos()) {
            close(this + " was idle for " + settings.idle().toSeconds() + " s");
        }
        if (context.channel().isActive()) {
            context.executor().schedule(() -> check(context), CHECK_SECONDS, TimeUnit.SECONDS);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (TlsTrouble.is(cause)) {
            String trouble = TlsTrouble.describe(cause);
            listener.tlsFailed(this, trouble);
            close(this + ": " + trouble);
        } else {
            close(this + " broke: " + cause.getMessage());
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        close(this + " was closed by the peer");
    }

    /** Ends it and tells everybody who waits for something from it. */
    void close(String reason) {
        synchronized (this) {
            if (ended != null) {
                return;
            }
            ended = reason;
            waiting.clear();
        }
        listener.gone(this);
        Channel open = channel;
        if (open != null) {
            open.close();
        }
        for (Watcher watcher : watchers) {
            if (watchers.remove(watcher)) {
                watcher.broken(reason);
            }
        }
    }

    synchronized boolean usable() {
        return ended == null;
    }

    /** {@return whether its peer proved that name, or nobody asks for a proof} */
    boolean suits(String name, boolean verify) {
        return !verify || source.tlsNames().stream().anyMatch(name::equalsIgnoreCase);
    }

    InetSocketAddress remote() {
        return remote;
    }

    @Override
    public String toString() {
        return listener.settings.transport().token() + ":" + remote.getAddress().getHostAddress() + ":"
                + remote.getPort();
    }
}
