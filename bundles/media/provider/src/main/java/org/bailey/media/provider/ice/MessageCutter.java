package org.bailey.media.provider.ice;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.DecoderException;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cuts a stream from a TURN server into messages (RFC 8656 section 12.5) and hands each to its relay. */
final class MessageCutter extends ByteToMessageDecoder {
    private static final int STUN_HEADER = 20;
    private static final int CHANNEL_HEADER = 4;

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
        if (in.readableBytes() < CHANNEL_HEADER) {
            return;
        }
        int start = in.readerIndex();
        int kind = in.getUnsignedByte(start) >> 6;
        int length = in.getUnsignedShort(start + 2);
        if (kind > 1 || kind == 0 && (length & 3) != 0) {
            throw new DecoderException("it sent what is neither STUN nor channel data");
        }
        int whole = length + (kind == 0 ? STUN_HEADER : CHANNEL_HEADER);
        int padded = whole + (-whole & 3);
        if (in.readableBytes() < padded) {
            return;
        }
        ByteBuffer message = loop.inbound;
        message.clear().position(IceLoop.HEADROOM).limit(IceLoop.HEADROOM + whole);
        in.readBytes(message);
        in.skipBytes(padded - whole);
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
