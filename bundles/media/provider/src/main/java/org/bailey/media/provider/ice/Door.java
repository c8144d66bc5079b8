package org.bailey.media.provider.ice;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.nio.channels.ServerSocketChannel;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A port of a component that peers connect to. */
final class Door extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(Door.class);
    private static final int BACKLOG = 16;

    final int component;
    private final Wires wires;
    private final Channel channel;

    private Door(int component, Wires wires, Channel channel) {
        this.component = component;
        this.wires = wires;
        this.channel = channel;
    }

    /** @throws IOException if the port is not free, or the system has no more descriptors */
    static Door open(IceLoop loop, int component, InetSocketAddress at, Wires wires) throws IOException {
        ProtocolFamily family =
                at.getAddress() instanceof Inet6Address ? StandardProtocolFamily.INET6 : StandardProtocolFamily.INET;
        // bound here and now: whether it is to be had decides what our description says
        ServerSocketChannel socket = ServerSocketChannel.open(family);
        try {
            socket.bind(at, BACKLOG);
            var channel = new NioServerSocketChannel(socket);
            var door = new Door(component, wires, channel);
            channel.pipeline().addLast(door);
            loop.thread.register(channel);
            return door;
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object made) {
        wires.accepted(component, (Channel) made);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.warn("taking a connection to media port {}: {}", channel.localAddress(), cause.toString());
        // no descriptors are left, say: it would be tried again at once, and for ever
        if (channel.config().isAutoRead()) {
            channel.config().setAutoRead(false);
            context.executor().schedule(() -> channel.config().setAutoRead(true), 1, TimeUnit.SECONDS);
        }
    }

    void close() {
        channel.close();
    }
}
