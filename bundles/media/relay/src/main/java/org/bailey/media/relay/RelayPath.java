package org.bailey.media.relay;

import static org.osgi.service.component.annotations.ReferenceCardinality.MULTIPLE;
import static org.osgi.service.component.annotations.ReferenceCardinality.OPTIONAL;
import static org.osgi.service.component.annotations.ReferencePolicy.DYNAMIC;
import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.bailey.media.FeedbackTerms;
import org.bailey.media.PacketOut;
import org.bailey.media.PacketPath;
import org.bailey.media.PacketRewriter;
import org.bailey.media.PacketSource;
import org.bailey.media.SrtpContext;
import org.bailey.media.StreamState;
import org.bailey.media.VideoControl;
import org.bailey.media.VideoWish;
import org.bailey.media.relay.srtp.Desk;
import org.bailey.media.relay.srtp.SecureRtcp;
import org.bailey.media.relay.srtp.SecureRtp;
import org.bailey.media.relay.srtp.Verdict;
import org.bailey.module.Faults;
import org.bailey.system.StoredSettings;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/**
 * Carries RTP and RTCP across as they are, but for the payload type number, the SSRC, and how each side protects them. What
 * came protected is believed only after its tag was found right. Where a line's pictures are rewritten, packets go to the
 * rewriter instead, and reports end here.
 */
@Component(configurationPid = "org.bailey.media.relay")
@Designate(ocd = RelayConfig.class)
public final class RelayPath implements PacketPath {
    private static final StoredSettings<RelayConfig, RelaySettings> STORED =
            new StoredSettings<>("org.bailey.media.relay", RelayConfig.class, RelaySettings::from);

    private final VideoControl translating = new TranslatingControl(() -> this.settings);
    private final Rewriters rewriters = new Rewriters();
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

    @Reference(cardinality = MULTIPLE, policy = DYNAMIC, policyOption = GREEDY)
    public void bindRewriter(PacketRewriter rewriter) {
        rewriters.add(rewriter);
    }

    public void unbindRewriter(PacketRewriter rewriter) {
        rewriters.remove(rewriter);
    }

    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    public void bindFaults(Faults faults) {
        rewriters.report(faults);
    }

    public void unbindFaults(Faults faults) {
        rewriters.reportNoMore(faults);
    }

    synchronized void unbindControl(VideoControl control) {
        controls = controls.stream().filter(other -> other != control).toList();
    }

    @Override
    public void onRtpPort(StreamState stream, ByteBuffer packet, InetSocketAddress from, long nanos, PacketOut out) {
        if (packet.remaining() > Desk.MOST) {
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
        if (packet.remaining() > Desk.MOST) {
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
        if (OwnReport.due(stream, nanos, settings)
                && opposite != null
                && own(stream, OwnReport.about(stream, opposite, nanos), back)) {
            stream.ownReports.sent++;
        }
        if (agreed(stream)) {
            control(stream).look(stream, nanos, packet -> own(stream, packet, back));
        }
    }

    @Override
    public void onWaiting(StreamState stream, long nanos, PacketOut out) {
        if (stream.picture != null && stream.open) {
            rewriters.look(stream, nanos, out);
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

    private void rtp(StreamState stream, ByteBuffer datagram, InetSocketAddress from, long nanos, PacketOut out) {
        ByteBuffer packet = Incoming.accept(stream, datagram, from, nanos);
        if (packet == null) {
            return;
        }
        if (stream.picture != null) {
            rewriters.rtp(stream, packet, nanos, out);
            return;
        }
        InetSocketAddress to = target(stream.opposite == null ? null : stream.opposite.rtpSource);
        if (to == null) {
            stream.nowhere++;
            return;
        }
        if (RtpHeader.contributors(packet) > 0 && plainHeader(stream)) {
            RtpHeader.dropContributors(packet);
        }
        int ssrc = RtpHeader.ssrc(packet);
        RtpHeader.payloadType(packet, stream.payloads.sent(RtpHeader.payloadType(packet)));
        RtpHeader.ssrc(packet, stream.ssrcs.sent(ssrc));
        SrtpContext send = stream.send;
        if (send != null && !Drops.accepted(stream, SecureRtp.protect(send, ssrc, packet, RtpHeader.length(packet)))) {
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
            if (!Drops.accepted(stream, verdict)) {
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
        boolean left = !agreed || control(stream).received(stream, packet, nanos);
        if (left && OwnReport.ends(stream)) {
            EndedReports.read(packet, stream, opposite, nanos);
        } else if (left && to != null) {
            RtcpSources.rewrite(packet, stream, opposite, nanos);
            if (send != null && !Drops.accepted(stream, SecureRtcp.protect(send, packet))) {
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

    private static @Nullable InetSocketAddress target(@Nullable PacketSource source) {
        return source == null ? null : source.target;
    }
}
