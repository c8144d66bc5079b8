package org.bailey.media.provider.ice;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.nio.ByteBuffer;
import java.util.List;
import org.bailey.turn.TurnStream;
import org.jspecify.annotations.Nullable;

/** Cuts a stream from a TURN server into messages (RFC 8656 section 12.5) and hands each to its relay. */
final class MessageCutter extends ByteToMessageDecoder {
    private final IceLoop loop;
    private final Relay relay;
    private @Nullable ChannelHandlerContext context;

    MessageCutter(IceLoop loop, Relay relay) {
        this.loop = loop;
        this.relay = relay;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext here) {
        context = here;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        if (!loop.mayReceive()) {
            context.channel().config().setAutoRead(false);
            return;
        }
        int whole = TurnStream.next(in.nioBuffer());
        if (whole == 0 || in.readableBytes() < whole) {
            return;
        }
        ByteBuffer message = loop.inbound;
        message.clear().position(IceLoop.HEADROOM).limit(IceLoop.HEADROOM + whole);
        in.readBytes(message);
        relay.received(message.position(IceLoop.HEADROOM));
    }

    /** Goes on with what was read before and could not be handed on. */
    void again() {
        ChannelHandlerContext here = context;
        if (here != null && !here.isRemoved()) {
            try {
                channelRead(here, Unpooled.EMPTY_BUFFER);
            } catch (Exception e) {
                here.fireExceptionCaught(e);
            }
        }
    }
}
