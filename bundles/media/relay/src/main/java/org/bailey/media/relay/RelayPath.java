package org.bailey.media.relay;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.bailey.media.PacketOut;
import org.bailey.media.PacketPath;
import org.bailey.media.PacketSource;
import org.bailey.media.StreamState;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;

/** Carries RTP and RTCP across as they are, but for the payload type number. */
@Component
public final class RelayPath implements PacketPath {
    @Override
    public void onRtpPort(StreamState stream, ByteBuffer packet, InetSocketAddress from, long nanos, PacketOut out) {
        if (RtpHeader.looksLikeRtcp(packet)) {
            if (!RtpHeader.isRtcp(packet)) {
                stream.malformed++;
            } else if (!Sources.known(stream.rtpSource, from)) {
                stream.foreign++; // may be the peer's RTCP port gone astray: nobody to learn an RTP address from
            } else {
                rtcp(stream, packet, out);
            }
        } else if (!RtpHeader.wellFormed(packet)) {
            stream.malformed++;
        } else {
            rtp(stream, packet, from, nanos, out);
        }
    }

    @Override
    public void onRtcpPort(StreamState stream, ByteBuffer packet, InetSocketAddress from, long nanos, PacketOut out) {
        if (!RtpHeader.isRtcp(packet)) {
            stream.malformed++;
        } else if (!Sources.admits(stream, stream.rtcpSource, from, nanos)) {
            stream.foreign++;
        } else {
            rtcp(stream, packet, out);
        }
    }

    private static void rtp(StreamState stream, ByteBuffer packet, InetSocketAddress from, long nanos, PacketOut out) {
        int type = RtpHeader.payloadType(packet);
        int sent = stream.payloads.sent(type);
        // a payload type nobody agreed on does not make its sender the peer
        boolean admitted = sent < 0
                ? stream.rtpSource.heard == null || Sources.known(stream.rtpSource, from)
                : Sources.admits(stream, stream.rtpSource, from, nanos);
        if (!admitted) {
            stream.foreign++;
            return;
        }
        stream.packets++;
        stream.bytes += packet.remaining();
        stream.lastPacketNanos = nanos;
        Receptions.sequence(stream.reception, RtpHeader.ssrc(packet), RtpHeader.sequence(packet));
        if (sent < 0) {
            stream.unknownPayload++;
            return;
        }
        Receptions.jitter(
                stream.reception, type, stream.payloads.clockRateHz(type), RtpHeader.timestamp(packet), nanos);
        if (!stream.open) {
            stream.held++;
            return;
        }
        InetSocketAddress to = target(stream.opposite == null ? null : stream.opposite.rtpSource);
        if (to == null) {
            stream.nowhere++;
            return;
        }
        RtpHeader.payloadType(packet, sent);
        RtpHeader.ssrc(packet, stream.ssrcs.sent(RtpHeader.ssrc(packet)));
        if (out.rtp(packet, to)) {
            stream.forwarded++;
        } else {
            stream.congested++;
        }
    }

    private static void rtcp(StreamState stream, ByteBuffer packet, PacketOut out) {
        stream.rtcpPackets++;
        StreamState opposite = stream.opposite;
        InetSocketAddress to = target(opposite == null ? null : opposite.rtcpSource);
        if (opposite == null || to == null) {
            return;
        }
        RtcpSources.rewrite(packet, stream.ssrcs, opposite.ssrcs);
        // a peer that gave one address for both expects both from one port (RFC 5761)
        boolean passed = to.equals(opposite.rtpSource.signalled) ? out.rtp(packet, to) : out.rtcp(packet, to);
        if (passed) {
            stream.rtcpForwarded++;
        }
    }

    private static @Nullable InetSocketAddress target(@Nullable PacketSource source) {
        return source == null ? null : source.target;
    }
}
