package org.bailey.media.provider.ice;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cuts what comes over a connection into messages; stops reading while they cannot be handed on. */
abstract class StreamCutter extends ByteToMessageDecoder {
    final IceLoop loop;
    private @Nullable ChannelHandlerContext context;

    StreamCutter(IceLoop loop) {
        this.loop = loop;
    }

    /** {@return whether a message can be handed on now} */
    abstract boolean mayReceive();

    /** {@return bytes until the end of the next message; 0 while too little is there to tell} */
    abstract int whole(ByteBuf in);

    /** @param message whole, valid during the call, with room before and after it as in the loop's own buffer */
    abstract void message(ByteBuffer message);

    /** {@return how many bytes before each message are no part of it} */
    int prefix() {
        return 0;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext here) {
        context = here;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        if (!mayReceive()) {
            context.channel().config().setAutoRead(false);
            return;
        }
        int whole = whole(in);
        if (whole == 0 || in.readableBytes() < whole) {
            return;
        }
        in.skipBytes(prefix());
        ByteBuffer message = loop.inbound;
        message.clear().position(IceLoop.HEADROOM).limit(IceLoop.HEADROOM + whole - prefix());
        in.readBytes(message);
        message(message.position(IceLoop.HEADROOM));
    }

    /** Reads on, beginning with what was read before and could not be handed on. */
    void again() {
        ChannelHandlerContext here = context;
        if (here != null && !here.isRemoved() && !here.channel().config().isAutoRead()) {
            here.channel().config().setAutoRead(true);
            try {
                channelRead(here, Unpooled.EMPTY_BUFFER);
            } catch (Exception e) {
                here.fireExceptionCaught(e);
            }
        }
    }
}
