package org.bailey.media.relay;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.bailey.media.Reception;
import org.bailey.media.RewritingState;
import org.bailey.media.SrtpContext;
import org.bailey.media.StreamState;
import org.bailey.media.relay.srtp.Desk;
import org.bailey.media.relay.srtp.SecureRtp;
import org.bailey.media.relay.srtp.Verdict;
import org.jspecify.annotations.Nullable;

/** RTP that comes in: whether it is its sender's and genuine, what its numbers say of the way here, whether it passes. */
final class Incoming {
    private Incoming() {}

    /**
     * {@return the plain packet, on a {@link Desk} where either side is encrypted, else where it was; null when it ends here,
     * which is counted}
     */
    static @Nullable ByteBuffer accept(StreamState stream, ByteBuffer datagram, InetSocketAddress from, long nanos) {
        int header = RtpHeader.length(datagram);
        SrtpContext receive = stream.receive;
        if (header < 0 || receive == null && !RtpHeader.padded(datagram, header)) {
            stream.malformed++;
            return null;
        }
        int type = RtpHeader.payloadType(datagram);
        boolean known = stream.payloads.sent(type) >= 0;
        // a payload type nobody agreed on does not make its sender the peer
        boolean admitted = known
                ? Sources.admits(stream, stream.rtpSource, from, nanos)
                : stream.rtpSource.heard == null || Sources.known(stream.rtpSource, from);
        if (!admitted) {
            stream.foreign++;
            return null;
        }
        int bytes = datagram.remaining();
        ByteBuffer packet = receive == null && stream.send == null ? datagram : Desk.take(datagram);
        if (receive != null) {
            if (!Drops.accepted(stream, unprotect(stream, receive, packet, header))) {
                return null;
            }
            if (!RtpHeader.padded(packet, header)) {
                stream.malformed++;
                return null;
            }
        }
        if (known) {
            Sources.heard(stream, stream.rtpSource, from, nanos);
        }
        stream.packets++;
        stream.bytes += bytes;
        stream.lastPacketNanos = nanos;
        Reception reception = reception(stream, RtpHeader.ssrc(packet), nanos);
        Receptions.sequence(reception, RtpHeader.ssrc(packet), RtpHeader.sequence(packet));
        if (!known) {
            stream.unknownPayload++;
            return null;
        }
        Receptions.jitter(reception, type, stream.payloads.clockRateHz(type), RtpHeader.timestamp(packet), nanos);
        if (!stream.open || stream.control.unwanted) {
            stream.held++;
            return null;
        }
        return packet;
    }

    /** Only layers of pictures are sources of their own: elsewhere another source takes the place of the one before. */
    private static Reception reception(StreamState stream, int ssrc, long nanos) {
        if (stream.picture == null) {
            return stream.reception;
        }
        Reception reception = stream.receptions.of(ssrc, nanos);
        RewritingState state = stream.rewriting;
        if (state != null && state.source() == (ssrc & 0xffff_ffffL)) {
            stream.reception = reception;
        }
        return reception;
    }

    // after a change of keys some packets with the one before are still on their way
    private static Verdict unprotect(StreamState stream, SrtpContext receive, ByteBuffer packet, int header) {
        Verdict verdict = SecureRtp.unprotect(receive, packet, header);
        SrtpContext before = stream.receiveBefore;
        if (before == null) {
            return verdict;
        }
        if (verdict == Verdict.GOOD) {
            stream.receiveBefore = null;
            return verdict;
        }
        return SecureRtp.unprotect(before, packet, header);
    }
}
