package org.bailey.media.relay;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.bailey.media.PacketOut;
import org.bailey.media.PacketRewriter;
import org.bailey.media.StreamState;
import org.bailey.media.relay.srtp.Desk;
import org.bailey.media.relay.srtp.SecureRtp;
import org.jspecify.annotations.Nullable;

/** The way out for rewritten packets of one stream after the other. One for each thread, as it remembers whose turn it is. */
final class Departure implements PacketRewriter.Out {
    private @Nullable StreamState stream;
    private @Nullable PacketOut out;

    Departure of(StreamState now, PacketOut ports) {
        stream = now;
        out = ports;
        return this;
    }

    @Override
    public boolean send(ByteBuffer plain) {
        StreamState leaving = Objects.requireNonNull(stream);
        StreamState opposite = leaving.opposite;
        InetSocketAddress to = opposite == null ? null : opposite.rtpSource.target;
        int header = RtpHeader.length(plain);
        if (to == null || header < 0) {
            leaving.nowhere++;
            return false;
        }
        int source = RtpHeader.ssrc(plain);
        int length = plain.remaining() - header;
        int timestamp = RtpHeader.timestamp(plain);
        ByteBuffer packet = plain;
        if (leaving.send != null) {
            packet = Desk.other(plain);
            if (!Drops.accepted(leaving, SecureRtp.protect(leaving.send, source, packet, header))) {
                return false;
            }
        }
        if (!Objects.requireNonNull(out).rtp(packet, to)) {
            leaving.congested++;
            return false;
        }
        leaving.forwarded++;
        leaving.sender.sent(source, length, timestamp, leaving.lastPacketNanos);
        return true;
    }
}
