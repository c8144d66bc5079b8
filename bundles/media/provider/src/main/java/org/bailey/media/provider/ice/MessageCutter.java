package org.bailey.media.provider.ice;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import org.bailey.turn.TurnStream;

/** Cuts a stream from a TURN server into messages (RFC 8656 section 12.5) and hands each to its relay. */
final class MessageCutter extends StreamCutter {
    private final Relay relay;

    MessageCutter(IceLoop loop, Relay relay) {
        super(loop);
        this.relay = relay;
    }

    @Override
    boolean mayReceive() {
        return loop.mayReceive();
    }

    @Override
    int whole(ByteBuf in) {
        return TurnStream.next(in.nioBuffer());
    }

    @Override
    void message(ByteBuffer message) {
        relay.received(message);
    }
}
