package org.bailey.media.provider.ice;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.socket.DatagramPacket;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.bailey.turn.TurnServer;
import org.bailey.turn.TurnStream;
import org.jspecify.annotations.Nullable;

/** A UDP port beside the media ports, for a server that takes the media port for an older allocation (437). */
final class OwnPort extends ChannelInboundHandlerAdapter implements Link {
    private final IceLoop loop;
    private final Relay relay;
    private final Channel channel;
    // one that came while nobody could take it; reading stops there
    private @Nullable DatagramPacket waiting;
    private boolean ready;
    private boolean ended;

    private OwnPort(IceLoop loop, Relay relay, RelayBase base) {
        this.loop = loop;
        this.relay = relay;
        InetSocketAddress server = relay.allocation.server.address();
        ChannelFuture connecting = new Bootstrap()
                .group(loop.thread)
                .channelFactory(() -> OneFamily.datagrams(server.getAddress()))
                .option(
                        ChannelOption.RECVBUF_ALLOCATOR,
                        new FixedRecvByteBufAllocator(TurnStream.LONGEST).maxMessagesPerRead(1))
                .handler(this)
                .disableResolver()
                .connect(server, new InetSocketAddress(base.bind(), 0));
        channel = connecting.channel();
        mark(base.mark().getAsInt());
        connecting.addListener(done -> {
            if (done.isSuccess()) {
                ready = true;
                relay.begin();
            } else {
                end("no other port could be opened: " + done.cause().getMessage());
            }
        });
    }

    static Link open(IceLoop loop, Relay relay, RelayBase base) {
        return new OwnPort(loop, relay, base);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        DatagramPacket packet = (DatagramPacket) message;
        if (loop.mayReceive()) {
            take(packet);
        } else {
            context.channel().config().setAutoRead(false);
            waiting = packet;
        }
    }

    private void take(DatagramPacket packet) {
        ByteBuf bytes = packet.content();
        ByteBuffer message = loop.inbound;
        message.clear().position(IceLoop.HEADROOM).limit(IceLoop.HEADROOM + bytes.readableBytes());
        bytes.readBytes(message);
        packet.release();
        relay.received(message.position(IceLoop.HEADROOM));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        // such as a port that is not reachable for the moment; silence is noticed by the client
    }

    private void end(String sentence) {
        if (!ended) {
            close();
            TurnServer server = relay.allocation.server;
            relay.failed("TURN server " + server + ": " + sentence);
        }
    }

    @Override
    public boolean send(ByteBuffer message) {
        if (!ready || ended || !channel.isWritable()) {
            return false;
        }
        ByteBuf copy = channel.alloc().directBuffer(message.remaining());
        copy.writeBytes(message.duplicate());
        channel.writeAndFlush(copy, channel.voidPromise());
        return true;
    }

    @Override
    public void mark(int octet) {
        channel.config().setOption(ChannelOption.IP_TOS, octet);
    }

    @Override
    public void resume() {
        DatagramPacket packet = waiting;
        waiting = null;
        if (packet != null) {
            take(packet);
        }
        if (!channel.config().isAutoRead()) {
            channel.config().setAutoRead(true);
        }
    }

    @Override
    public void close() {
        ended = true;
        ReferenceCountUtil.release(waiting);
        waiting = null;
        channel.write(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        channel.flush();
    }
}
