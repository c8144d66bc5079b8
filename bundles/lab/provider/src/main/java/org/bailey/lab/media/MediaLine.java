package org.bailey.lab.media;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One RTP stream in each direction with its RTCP. Everything under the line's lock; safe for many threads. */
public abstract class MediaLine {
    private static final long REPORT_EVERY_NANOS = 2_000_000_000L;
    /** A line may send from so many, from its SSRC on. */
    private static final int SOURCES = 8;

    private final MediaPorts ports;
    private final long ssrc;
    private final Consumer<MediaLine> onClose;
    private final Map<Long, SequenceCount> sources = new HashMap<>();
    private @Nullable InetSocketAddress remote;
    private @Nullable InetSocketAddress remoteRtcp;
    private @Nullable Codec codec;
    private Set<Integer> expected = Set.of();
    private boolean sending;
    private boolean muxed;
    private final int[] sequences = new int[SOURCES];
    private long sent;
    private long sentOctets;
    private long foreign;
    private long rtcpSent;
    private long rtcpReceived;
    private long keyFrameRequests;
    private long layerLosses;
    private long sourceRequests;
    private long nextReportNanos;
    private long lastReceivedNanos;
    private long undecipherable;
    private @Nullable Srtp incoming;
    private @Nullable Srtp outgoing;
    private boolean closed;

    MediaLine(MediaPorts ports, long ssrc, Consumer<MediaLine> onClose) {
        this.ports = ports;
        this.ssrc = ssrc;
        this.onClose = onClose;
        Arrays.fill(sequences, (int) (System.nanoTime() & 0x7FFF));
    }

    MediaPorts ports() {
        return ports;
    }

    /** Our RTP port. */
    public int port() {
        return ports.port();
    }

    public long ssrc() {
        return ssrc;
    }

    /**
     * Takes a negotiated description.
     *
     * @param to the peer's RTP address; null while there is none or it is 0.0.0.0
     * @param toRtcp the peer's RTCP address; the same as {@code to} when multiplexed
     * @param what how we send
     * @param payloadTypes what the peer may send
     */
    public synchronized void connect(
            @Nullable InetSocketAddress to,
            @Nullable InetSocketAddress toRtcp,
            Codec what,
            Set<Integer> payloadTypes,
            boolean send) {
        remote = to;
        remoteRtcp = toRtcp;
        muxed = to != null && to.equals(toRtcp);
        codec = what;
        expected = Set.copyOf(payloadTypes);
        if (send && !sending) {
            started(System.nanoTime());
        }
        sending = send && to != null;
    }

    /**
     * Protects the stream from now on (RFC 3711, AES_CM_128_HMAC_SHA1_80); the same keys again change nothing.
     *
     * @param ours key and salt in base64; null with {@code theirs} for plain RTP
     */
    public synchronized void protect(@Nullable String ours, @Nullable String theirs) {
        outgoing = ours == null ? null : outgoing != null && outgoing.has(ours) ? outgoing : new Srtp(ours);
        incoming = theirs == null ? null : incoming != null && incoming.has(theirs) ? incoming : new Srtp(theirs);
    }

    public synchronized boolean encrypted() {
        return incoming != null && outgoing != null;
    }

    /** Packets that came although they were not protected with the peer's key. */
    public synchronized long undecipherable() {
        return undecipherable;
    }

    /** Stops sending; still listens. */
    public synchronized void pause() {
        sending = false;
    }

    public synchronized boolean sending() {
        return sending;
    }

    public synchronized @Nullable Codec codec() {
        return codec;
    }

    /** Called when sending begins or resumes. */
    abstract void started(long nowNanos);

    /** Sends what is due. */
    abstract void send(long nowNanos);

    abstract void media(RtpPacket packet, long nowNanos);

    /** RTCP came; what it asks of our picture. */
    abstract void asked(Rtcp.Asked what);

    final synchronized void tick(long nowNanos) {
        if (closed || codec == null) {
            return;
        }
        if (sending) {
            send(nowNanos);
        }
        if (remoteRtcp != null && nowNanos >= nextReportNanos) {
            nextReportNanos = nowNanos + REPORT_EVERY_NANOS;
            report(Rtcp.senderReport(ssrc, rtpTime(), sent, sentOctets, "lab@bailey.test", System.currentTimeMillis()));
        }
    }

    abstract long rtpTime();

    final void report(byte[] octets) {
        InetSocketAddress to = remoteRtcp;
        byte[] wire = outgoing == null ? octets : outgoing.protectRtcp(octets);
        if (to != null && transmit(muxed ? ports.rtp() : ports.rtcp(), wire, to)) {
            rtcpSent++;
        }
    }

    final void packet(boolean marker, long timestamp, byte[] payload) {
        send(made(0, marker, timestamp, payload));
    }

    /** The next packet of a source; it has its number whether it is sent or not. */
    final RtpPacket made(int source, boolean marker, long timestamp, byte[] payload) {
        Codec what = codec;
        int type = what == null ? 0 : what.payloadType();
        return new RtpPacket(marker, type, sequences[source]++ & 0xFFFF, timestamp, ssrc + source, payload);
    }

    final void send(RtpPacket packet) {
        InetSocketAddress to = remote;
        if (to == null) {
            return;
        }
        byte[] wire = outgoing == null ? packet.octets() : outgoing.protect(packet.octets());
        if (transmit(ports.rtp(), wire, to)) {
            sent++;
            sentOctets += packet.payload().length;
        }
    }

    private static boolean transmit(DatagramChannel channel, byte[] octets, InetSocketAddress to) {
        try {
            return channel.send(ByteBuffer.wrap(octets), to) > 0;
        } catch (IOException unreachable) {
            return false; // the peer's socket is gone; RTP does not care
        }
    }

    final synchronized void received(ByteBuffer wire, InetSocketAddress from) {
        boolean rtcp = Rtcp.looksLike(wire);
        ByteBuffer in = wire;
        if (incoming != null) {
            byte[] octets = new byte[wire.remaining()];
            wire.get(octets);
            byte[] plain = rtcp ? incoming.unprotectRtcp(octets) : incoming.unprotect(octets);
            if (plain == null) {
                undecipherable++;
                return;
            }
            in = ByteBuffer.wrap(plain);
        }
        if (rtcp) {
            rtcpReceived++;
            Rtcp.Asked asked = Rtcp.asked(in);
            keyFrameRequests += asked.keyFrame() ? 1 : 0;
            layerLosses += asked.layerLosses();
            sourceRequests += asked.sourceRequests();
            asked(asked);
            return;
        }
        RtpPacket packet = RtpPacket.read(in);
        if (packet == null
                || !expected.isEmpty() && !expected.contains(packet.payloadType())
                || remote != null && !remote.equals(from)) {
            foreign++;
            return;
        }
        sources.computeIfAbsent(packet.ssrc(), s -> new SequenceCount()).seen(packet.sequence());
        long now = System.nanoTime();
        media(packet, now);
        lastReceivedNanos = now;
    }

    final synchronized long lastReceivedNanos() {
        return lastReceivedNanos;
    }

    public synchronized MediaStats stats() {
        long received = 0;
        long lost = 0;
        long duplicates = 0;
        long reordered = 0;
        for (SequenceCount source : sources.values()) {
            received += source.received();
            lost += source.lost();
            duplicates += source.duplicates();
            reordered += source.reordered();
        }
        return new MediaStats(
                sent,
                received,
                lost,
                duplicates,
                reordered,
                foreign,
                new TreeSet<>(sources.keySet()),
                rtcpSent,
                rtcpReceived,
                keyFrameRequests,
                layerLosses,
                sourceRequests);
    }

    /** Gives the ports back. */
    public void close() {
        synchronized (this) {
            closed = true;
            sending = false;
        }
        ports.close();
        onClose.accept(this);
    }
}
