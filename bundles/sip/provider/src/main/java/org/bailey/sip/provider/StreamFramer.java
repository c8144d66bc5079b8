package org.bailey.sip.provider;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;
import org.bailey.sip.Headers;

/**
 * Cuts a stream into messages (RFC 3261 section 18.3) and answers its keep-alives: a double CRLF between messages with a
 * single one (RFC 5626 section 3.5.1). Out come byte arrays, or one {@link MalformedMessage} after which nothing is read.
 */
final class StreamFramer extends ByteToMessageDecoder {
    private final int maxMessageBytes;
    private int searched;
    private int wanted = -1;
    private int newlines;
    private boolean lost;
    private volatile long partialSinceNanos;
    private volatile boolean partial;

    StreamFramer(int maxMessageBytes) {
        this.maxMessageBytes = maxMessageBytes;
    }

    /** {@return how long a message has been under way in nanoseconds, 0 when none is} */
    long underWayNanos() {
        return partial ? System.nanoTime() - partialSinceNanos : 0;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        if (lost) {
            in.skipBytes(in.readableBytes());
            return;
        }
        skipNewlines(context, in);
        if (!in.isReadable()) {
            return;
        }
        if (!partial) {
            partialSinceNanos = System.nanoTime();
            partial = true;
        }
        if (wanted < 0 && !findEnd(in, out)) {
            return;
        }
        if (in.readableBytes() >= wanted) {
            byte[] message = new byte[wanted];
            in.readBytes(message);
            reset();
            out.add(message);
        }
    }

    private void skipNewlines(ChannelHandlerContext context, ByteBuf in) {
        while (!partial && in.isReadable()) {
            byte next = in.getByte(in.readerIndex());
            if (next != '\r' && next != '\n') {
                newlines = 0;
                return;
            }
            in.skipBytes(1);
            if (next == '\n' && ++newlines == 2) {
                newlines = 0;
                context.writeAndFlush(Unpooled.wrappedBuffer(new byte[] {'\r', '\n'}));
            }
        }
    }

    private boolean findEnd(ByteBuf in, List<Object> out) {
        int from = in.readerIndex() + Math.max(0, searched - 3);
        int end = -1;
        for (int i = from; i < in.writerIndex() && end < 0; i++) {
            if (in.getByte(i) == '\n') {
                int next = i + 1 < in.writerIndex() && in.getByte(i + 1) == '\r' ? i + 2 : i + 1;
                end = next < in.writerIndex() && in.getByte(next) == '\n' ? next + 1 : -1;
            }
        }
        searched = in.readableBytes();
        int head = end < 0 ? in.readableBytes() : end - in.readerIndex();
        if (head > maxMessageBytes) {
            lose(in, out, 513, "Headers are longer than " + maxMessageBytes + " bytes", head);
            return false;
        }
        if (end < 0) {
            return false;
        }
        long length = ContentLength.find(ByteBufUtil.getBytes(in, in.readerIndex(), head));
        if (length < 0) {
            lose(in, out, 400, ContentLength.problem(length), head);
            return false;
        }
        if (head + length > maxMessageBytes) {
            lose(in, out, 513, "Message is longer than " + maxMessageBytes + " bytes", head);
            return false;
        }
        wanted = (int) (head + length);
        return true;
    }

    private void lose(ByteBuf in, List<Object> out, int status, String problem, int head) {
        byte[] bytes = ByteBufUtil.getBytes(in, in.readerIndex(), Math.min(head, 16_384));
        lost = true;
        reset();
        in.skipBytes(in.readableBytes());
        Headers headers = Headers.NONE;
        String method = "";
        try {
            var message = MessageReader.read(bytes);
            headers = message.headers();
            method = message instanceof org.bailey.sip.SipRequest request ? request.method() : "";
        } catch (MalformedMessage broken) {
            headers = broken.headers();
            method = broken.method();
        }
        out.add(new MalformedMessage(status, problem, method, headers));
    }

    private void reset() {
        searched = 0;
        wanted = -1;
        newlines = 0;
        partial = false;
    }
}
