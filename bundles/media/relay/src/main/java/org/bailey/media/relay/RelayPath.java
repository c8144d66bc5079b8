package org.bailey.media.relay;

import static org.osgi.service.component.annotations.ReferenceCardinality.MULTIPLE;
import static org.osgi.service.component.annotations.ReferencePolicy.DYNAMIC;
import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.bailey.media.FeedbackTerms;
import org.bailey.media.PacketOut;
import org.bailey.media.PacketPath;
import org.bailey.media.PacketSource;
import org.bailey.media.SrtpContext;
import org.bailey.media.StreamState;
import org.bailey.media.VideoControl;
import org.bailey.media.VideoWish;
import org.bailey.media.relay.srtp.Desk;
import org.bailey.media.relay.srtp.SecureRtcp;
import org.bailey.media.relay.srtp.SecureRtp;
import org.bailey.media.relay.srtp.Verdict;
import org.bailey.system.StoredSettings;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/**
 * Carries RTP and RTCP across as they are, but for the payload type number, the SSRC, and how each side protects them. What
 * came protected is believed only after its tag was found right.
 */
@Component(configurationPid = "org.bailey.media.relay")
@Designate(ocd = RelayConfig.class)
public final class RelayPath implements PacketPath {
    private static final StoredSettings<RelayConfig, RelaySettings> STORED =
            new StoredSettings<>("org.bailey.media.relay", RelayConfig.class, RelaySettings::from);

    private final VideoControl translating = new TranslatingControl(() -> this.settings);
    private volatile RelaySettings settings;
    private volatile List<VideoControl> controls = List.of();

    @Activate
    public RelayPath(RelayConfig config) {
        this(STORED.begin(config));
    }

    /** With the settings nobody has changed. */
    public RelayPath() {
        this(RelaySettings.USUAL);
    }

    RelayPath(RelaySettings settings) {
        this.settings = settings;
    }

    @Modified
    void reconfigure(RelayConfig config) {
        settings = STORED.change(settings, config);
    }

    @Reference(cardinality = MULTIPLE, policy = DYNAMIC, policyOption = GREEDY)
    synchronized void bindControl(VideoControl control) {
        List<VideoControl> more = new ArrayList<>(controls);
        more.add(control);
        controls = List.copyOf(more);
    }

    synchronized void unbindControl(VideoControl control) {
        controls = controls.stream().filter(other -> other != control).toList();
    }

    @Override
    public void onRtpPort(StreamState stream, ByteBuffer packet, InetSocketAddress from, long nanos, PacketOut out) {
        if (oversized(stream, packet)) {
            stream.oversized++;
        } else if (!RtpHeader.looksLikeRtcp(packet)) {
            rtp(stream, packet, from, nanos, out);
        } else if (!RtpHeader.isRtcp(packet)) {
            stream.malformed++;
        } else if (!Sources.known(stream.rtpSource, from)) {
            stream.foreign++; // may be the peer's RTCP port gone astray: nobody to learn an RTP address from
        } else {
            rtcp(stream, packet, null, from, nanos, out);
        }
    }

    @Override
    public void onRtcpPort(StreamState stream, ByteBuffer packet, InetSocketAddress from, long nanos, PacketOut out) {
        if (oversized(stream, packet)) {
            stream.oversized++;
        } else if (!RtpHeader.isRtcp(packet)) {
            stream.malformed++;
        } else if (!Sources.admits(stream, stream.rtcpSource, from, nanos)) {
            stream.foreign++;
        } else {
            rtcp(stream, packet, stream.rtcpSource, from, nanos, out);
        }
    }

    @Override
    public void onOwn(StreamState stream, ByteBuffer packet, PacketOut out) {
        InetSocketAddress to = target(stream.opposite == null ? null : stream.opposite.rtpSource);
        SrtpContext send = stream.send;
        if (to == null) {
            return;
        }
        if (send == null) {
            out.rtp(packet, to);
            return;
        }
        ByteBuffer desk = Desk.take(packet);
        if (SecureRtp.protect(send, RtpHeader.ssrc(desk), desk, RtpHeader.length(desk)) == Verdict.GOOD) {
            Desk.back(desk, packet);
            out.rtp(packet, to);
        }
    }

    @Override
    public void onLook(StreamState stream, long nanos, PacketOut back) {
        StreamState opposite = stream.opposite;
        if (OwnReport.due(stream, nanos, settings.ownReportNanos())
                && opposite != null
                && own(stream, OwnReport.about(stream, opposite, nanos), back)) {
            stream.ownReports.sent++;
        }
        if (agreed(stream)) {
            control(stream).look(stream, nanos, packet -> own(stream, packet, back));
        }
    }

    @Override
    public void onWish(StreamState stream, VideoWish wish, long nanos, PacketOut back) {
        if (agreed(stream)) {
            control(stream).wanted(stream, wish);
            onLook(stream, nanos, back);
        }
    }

    private VideoControl control(StreamState stream) {
        for (VideoControl control : controls) {
            if (control.bridge().equals(stream.control.bridge)) {
                return control;
            }
        }
        return translating;
    }

    /** Before both sides have agreed on anything their RTCP passes as it is. */
    private static boolean agreed(StreamState stream) {
        StreamState opposite = stream.opposite;
        return opposite != null && stream.control.terms != null && opposite.control.terms != null;
    }

    /** RTCP of our own to the sender of a stream. */
    private static boolean own(StreamState stream, ByteBuffer packet, PacketOut back) {
        InetSocketAddress to = stream.rtcpSource.target;
        StreamState opposite = stream.opposite;
        if (to == null || opposite == null) {
            return false;
        }
        SrtpContext send = opposite.send;
        if (send != null) {
            ByteBuffer desk = Desk.take(packet);
            if (SecureRtcp.protect(send, desk) != Verdict.GOOD) {
                return false;
            }
            Desk.back(desk, packet);
        }
        return rtcp(stream, packet, to, back);
    }

    private static void rtp(
            StreamState stream, ByteBuffer datagram, InetSocketAddress from, long nanos, PacketOut out) {
        int header = RtpHeader.length(datagram);
        SrtpContext receive = stream.receive;
        if (header < 0 || receive == null && !RtpHeader.padded(datagram, header)) {
            stream.malformed++;
            return;
        }
        int type = RtpHeader.payloadType(datagram);
        int sent = stream.payloads.sent(type);
        // a payload type nobody agreed on does not make its sender the peer
        boolean admitted = sent < 0
                ? stream.rtpSource.heard == null || Sources.known(stream.rtpSource, from)
                : Sources.admits(stream, stream.rtpSource, from, nanos);
        if (!admitted) {
            stream.foreign++;
            return;
        }
        int bytes = datagram.remaining();
        ByteBuffer packet = datagram;
        if (receive != null || stream.send != null) {
            packet = Desk.take(datagram);
        }
        if (receive != null) {
            if (!accepted(stream, unprotect(stream, receive, packet, header))) {
                return;
            }
            if (!RtpHeader.padded(packet, header)) {
                stream.malformed++;
                return;
            }
        }
        if (sent >= 0) {
            Sources.heard(stream, stream.rtpSource, from, nanos);
        }
        stream.packets++;
        stream.bytes += bytes;
        stream.lastPacketNanos = nanos;
        int ssrc = RtpHeader.ssrc(packet);
        Receptions.sequence(stream.reception, ssrc, RtpHeader.sequence(packet));
        if (sent < 0) {
            stream.unknownPayload++;
            return;
        }
        Receptions.jitter(
                stream.reception, type, stream.payloads.clockRateHz(type), RtpHeader.timestamp(packet), nanos);
        if (!stream.open || stream.control.unwanted) {
            stream.held++;
            return;
        }
        InetSocketAddress to = target(stream.opposite == null ? null : stream.opposite.rtpSource);
        if (to == null) {
            stream.nowhere++;
            return;
        }
        if (RtpHeader.contributors(packet) > 0 && plainHeader(stream)) {
            header -= RtpHeader.dropContributors(packet);
        }
        RtpHeader.payloadType(packet, sent);
        RtpHeader.ssrc(packet, stream.ssrcs.sent(ssrc));
        SrtpContext send = stream.send;
        if (send != null && !accepted(stream, SecureRtp.protect(send, ssrc, packet, header))) {
            return;
        }
        if (packet != datagram) {
            Desk.back(packet, datagram);
        }
        if (out.rtp(datagram, to)) {
            stream.forwarded++;
        } else {
            stream.congested++;
        }
    }

    /** Contributors are Microsoft's speakers: others do not know them. */
    private static boolean plainHeader(StreamState stream) {
        FeedbackTerms terms = stream.opposite == null ? null : stream.opposite.control.terms;
        return terms != null && !terms.microsoft();
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

    private void rtcp(
            StreamState stream,
            ByteBuffer datagram,
            @Nullable PacketSource source,
            InetSocketAddress from,
            long nanos,
            PacketOut out) {
        SrtpContext receive = stream.receive;
        SrtpContext send = stream.send;
        ByteBuffer packet = receive == null && send == null ? datagram : Desk.take(datagram);
        if (receive != null) {
            Verdict verdict = SecureRtcp.unprotect(receive, packet);
            SrtpContext before = stream.receiveBefore;
            if (verdict != Verdict.GOOD && before != null) {
                verdict = SecureRtcp.unprotect(before, packet);
            }
            if (!accepted(stream, verdict)) {
                return;
            }
            if (!RtpHeader.isRtcp(packet)) {
                stream.malformed++;
                return;
            }
        }
        if (source != null) {
            Sources.heard(stream, source, from, nanos);
        }
        stream.rtcpPackets++;
        StreamState opposite = stream.opposite;
        if (opposite == null) {
            return;
        }
        boolean agreed = agreed(stream);
        InetSocketAddress to = opposite.rtcpSource.target;
        if ((!agreed || control(stream).received(stream, packet, nanos)) && to != null) {
            RtcpSources.rewrite(packet, stream, opposite, nanos);
            if (send != null && !accepted(stream, SecureRtcp.protect(send, packet))) {
                return;
            }
            if (packet != datagram) {
                Desk.back(packet, datagram);
            }
            if (rtcp(opposite, datagram, to, out)) {
                stream.rtcpForwarded++;
                opposite.ownReports.nanos = nanos;
            }
        }
        if (agreed) {
            onLook(opposite, nanos, out);
        }
    }

    // a peer that gave one address for both expects both from one port (RFC 5761)
    private static boolean rtcp(StreamState peer, ByteBuffer packet, InetSocketAddress to, PacketOut out) {
        return to.equals(peer.rtpSource.signalled) ? out.rtp(packet, to) : out.rtcp(packet, to);
    }

    private static boolean oversized(StreamState stream, ByteBuffer packet) {
        return packet.remaining() > Desk.MOST && (stream.receive != null || stream.send != null);
    }

    private static boolean accepted(StreamState stream, Verdict verdict) {
        if (verdict == Verdict.GOOD) {
            return true;
        }
        if (verdict == Verdict.REPLAYED) {
            stream.replayed++;
        } else if (verdict == Verdict.UNAUTHENTIC) {
            stream.unauthentic++;
        } else {
            stream.malformed++;
        }
        return false;
    }

    private static @Nullable InetSocketAddress target(@Nullable PacketSource source) {
        return source == null ? null : source.target;
    }
}
