package org.bailey.media.provider.ice;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.DecoderException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One connection with the peer of a component; each message on it has its length before it, in two bytes (RFC 4571). */
final class Wire extends StreamCutter {
    private static final int PREFIX = 2;
    // a check fits; who has not shown that it knows the password has nothing longer to say
    private static final int LONGEST_UNPROVEN = 1500;
    private static final int MOST_HELD = 8;

    /** Who wants to know what becomes of it. */
    interface Owner {
        void opened(Wire wire);

        void message(Wire wire, ByteBuffer message);

        /** @param malformed whether it sent what no peer sends */
        void ended(Wire wire, boolean malformed);
    }

    final int component;
    /** Number of the base it belongs to. */
    final int base;

    final InetSocketAddress peer;
    /** Whether the peer made it. */
    final boolean accepted;
    /** Whether the peer has shown on it that it knows the password. */
    boolean proven;
    /** Since when it is. */
    final long sinceNanos;

    private final Owner owner;
    private final List<byte[]> held = new ArrayList<>(0); // checks that came while there was no agent
    private @Nullable Channel channel;
    private boolean open;
    private boolean ended;
    private boolean malformed;

    Wire(IceLoop loop, int component, int base, InetSocketAddress peer, boolean accepted, Owner owner) {
        super(loop);
        this.component = component;
        this.base = base;
        this.peer = peer;
        this.accepted = accepted;
        this.owner = owner;
        sinceNanos = loop.nanos();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext here) {
        super.handlerAdded(here);
        channel = here.channel();
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        if (!ended) {
            open = true;
            owner.opened(this);
        }
    }

    @Override
    boolean mayReceive() {
        return loop.receiving();
    }

    @Override
    int prefix() {
        return PREFIX;
    }

    @Override
    int whole(ByteBuf in) {
        if (ended) {
            in.skipBytes(in.readableBytes());
        }
        if (in.readableBytes() < PREFIX) {
            return 0;
        }
        int length = in.getUnsignedShort(in.readerIndex());
        if (!proven && length > LONGEST_UNPROVEN) {
            throw new DecoderException("a message of " + length + " bytes, and no check before it");
        }
        return PREFIX + length;
    }

    @Override
    void message(ByteBuffer message) {
        if (!open || !message.hasRemaining()) {
            return;
        }
        int first = message.get(message.position()) & 0xff;
        if (first < 4 && loop.agent() == null) {
            // nobody repeats what was sent over a connection
            loop.missed();
            if (held.size() < MOST_HELD && message.remaining() <= LONGEST_UNPROVEN) {
                byte[] copy = new byte[message.remaining()];
                message.get(copy);
                held.add(copy);
            }
        } else {
            owner.message(this, message);
        }
    }

    void agentBack() {
        List<byte[]> now = List.copyOf(held);
        held.clear();
        now.forEach(message -> owner.message(this, ByteBuffer.wrap(message)));
    }

    boolean send(ByteBuffer message) {
        Channel way = channel;
        if (!open || way == null || !way.isWritable() || message.remaining() > 0xffff) {
            return false;
        }
        ByteBuf framed = way.alloc().directBuffer(PREFIX + message.remaining());
        framed.writeShort(message.remaining()).writeBytes(message.duplicate());
        way.writeAndFlush(framed, way.voidPromise());
        return true;
    }

    void mark(int octet) {
        if (channel != null && octet != 0) {
            channel.config().setOption(ChannelOption.IP_TOS, octet);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        malformed |= cause instanceof DecoderException;
        context.close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        end(); // before what is left of a message is looked at once more
        super.channelInactive(context);
    }

    /** Nothing leads there any more. */
    void end() {
        if (!ended) {
            close();
            owner.ended(this, malformed);
        }
    }

    /** Ends it without telling. What the peer does not read is not waited for. */
    void close() {
        ended = true;
        open = false;
        held.clear();
        if (channel != null) {
            channel.close();
        }
    }
}
