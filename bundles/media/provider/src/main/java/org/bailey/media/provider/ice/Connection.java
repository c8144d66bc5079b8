package org.bailey.media.provider.ice;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.nio.ByteBuffer;
import org.bailey.tls.TlsContexts;
import org.bailey.turn.TurnServer;
import org.jspecify.annotations.Nullable;

/** TCP or TLS to a TURN server, on the loop of the call. */
final class Connection extends ChannelInboundHandlerAdapter implements Link {
    private static final int CONNECT_MILLIS = 5000;
    // what a slow connection may have waiting before packets are rather lost: media that is late is worth nothing
    private static final int WAITING_BYTES = 64 * 1024;

    private final IceLoop loop;
    private final Relay relay;
    private final @Nullable ServerTls tls;
    private final MessageCutter cutter;
    private @Nullable Channel channel;
    private boolean ready;
    private boolean ended;
    private String trouble = "";

    private Connection(IceLoop loop, Relay relay, @Nullable ServerTls tls) {
        this.loop = loop;
        this.relay = relay;
        this.tls = tls;
        cutter = new MessageCutter(loop, relay);
    }

    static Link open(IceLoop loop, Relay relay, RelayBase from) {
        TurnServer server = relay.allocation.server;
        boolean secure = server.transport() == TurnServer.Transport.TLS;
        TlsContexts contexts = loop.tls();
        var connection =
                new Connection(loop, relay, secure && contexts != null ? new ServerTls(contexts, server) : null);
        if (secure && contexts == null) {
            loop.thread.execute(
                    () -> connection.end("there is no TLS here to reach it with: is the section tls running?"));
        } else {
            connection.connect(from.mark().getAsInt());
        }
        return connection;
    }

    private void connect(int mark) {
        ChannelFuture connecting = new Bootstrap()
                .group(loop.thread)
                .channelFactory(
                        () -> OneFamily.stream(relay.allocation.server.address().getAddress()))
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
                .option(
                        ChannelOption.WRITE_BUFFER_WATER_MARK,
                        new WriteBufferWaterMark(WAITING_BYTES / 2, WAITING_BYTES))
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel made) {
                        if (tls != null) {
                            made.pipeline().addLast(tls.handler());
                        }
                        made.pipeline().addLast(cutter, Connection.this);
                    }
                })
                .disableResolver()
                .connect(relay.allocation.server.address());
        channel = connecting.channel();
        mark(mark);
        connecting.addListener(done -> {
            if (!done.isSuccess()) {
                end("connecting to it failed: " + done.cause().getMessage());
            }
        });
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        if (tls == null) {
            ready();
        }
    }

    private void ready() {
        ready = true;
        relay.begin();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (tls != null && event instanceof SslHandshakeCompletionEvent handshake) {
            String wrong = handshake.isSuccess()
                    ? tls.wrongName(context.pipeline().get(SslHandler.class))
                    : "the TLS handshake failed: " + handshake.cause().getMessage();
            if (wrong.isEmpty()) {
                ready();
            } else {
                end(wrong);
            }
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (trouble.isEmpty()) {
            trouble = String.valueOf(cause.getMessage());
        }
        context.close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        end("the connection to it broke" + (trouble.isEmpty() ? "" : ": " + trouble));
    }

    private void end(String sentence) {
        if (!ended) {
            close();
            relay.failed("TURN server " + relay.allocation.server + ": " + sentence);
        }
    }

    @Override
    public boolean send(ByteBuffer message) {
        Channel open = channel;
        if (!ready || open == null || !open.isWritable()) {
            return false;
        }
        ByteBuf copy = open.alloc().directBuffer(message.remaining());
        copy.writeBytes(message.duplicate());
        open.writeAndFlush(copy, open.voidPromise());
        return true;
    }

    @Override
    public void mark(int octet) {
        if (channel != null) {
            channel.config().setOption(ChannelOption.IP_TOS, octet);
        }
    }

    @Override
    public void resume() {
        if (ready) {
            cutter.again();
        }
    }

    @Override
    public void close() {
        ended = true;
        Channel open = channel;
        if (open != null) {
            open.write(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
            open.flush();
        }
    }
}
