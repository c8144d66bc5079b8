package org.bailey.media;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is remembered of the packets of one media line that come from one side. Held by the keeper of the
 * sockets, read and written by the {@link PacketPath}, so that it outlives the code of either.
 *
 * <p>Plain data: touched only by the event loop that owns the call; counters may be read by anyone and are then at most
 * one batch of packets old.
 */
public final class StreamState {
    public final int line;
    public final String kind;
    public final Side from;

    /** The opposite direction; its {@link #rtpSource} says where packets of this one go. */
    public @Nullable StreamState opposite;

    /** Whether RTP passes; a held stream still carries RTCP. */
    public boolean open;
    /** Payload types that pass, with their numbers on the other side. */
    public PayloadMap payloads = PayloadMap.EMPTY;
    /** From whom packets are taken. */
    public SourcePolicy sources;
    /** How long a learned source must be silent before another one is learned. */
    public long relearnNanos;

    public final PacketSource rtpSource = new PacketSource();
    public final PacketSource rtcpSource = new PacketSource();
    /** What was received; of several sources that are told apart, of the one whose pictures are sent on. */
    public Reception reception = new Reception();
    /** The same and those of the other sources. */
    public final SourceReceptions receptions = new SourceReceptions(reception);

    /** Under which numbers its sources leave. */
    public final SsrcMap ssrcs = new SsrcMap();

    /** What becomes of its pictures on the way; null to carry packets across as they are. */
    public @Nullable PictureTerms picture;
    /** What is remembered of that; null before its first packet. */
    public @Nullable RewritingState rewriting;
    /** Packets nobody is there to rewrite. */
    public final WaitingPackets waiting = new WaitingPackets();
    /** What its receiver is told of it when its sender's reports end here. */
    public final SenderReports sender = new SenderReports();

    /** How packets come in; null for plain RTP. */
    public @Nullable SrtpContext receive;
    /** How they came in before the key was changed; null once a packet with the new one has come. */
    public @Nullable SrtpContext receiveBefore;
    /** How packets leave; null for plain RTP. */
    public @Nullable SrtpContext send;

    private final SrtpContexts received = new SrtpContexts();
    private final SrtpContexts sent = new SrtpContexts();

    /** What was said about pictures. */
    public final VideoControlState control = new VideoControlState();

    /** The sender reports about it that went to the other side. */
    public final SentReports reports = new SentReports();

    /** What its sender hears from us. */
    public final OwnReports ownReports = new OwnReports();

    /** Round trip between us and the sender of this stream in microseconds, as its last report told; -1 while unknown. */
    public long roundTripMicros = -1;

    public long packets;
    public long bytes;
    public long forwarded;
    public long malformed;
    public long oversized;
    public long foreign;
    public long unauthentic;
    public long replayed;
    public long held;
    public long unknownPayload;
    public long nowhere;
    public long congested;
    public long failed;
    public long unserved;
    public long rtcpPackets;
    public long rtcpForwarded;
    /** Whether its direction is open and has brought nothing for a while. */
    public boolean silent;
    /** When the last RTP packet came; meaningful once {@link #packets} is above 0. */
    public long lastPacketNanos;

    public StreamState(int line, String kind, Side from, SourcePolicy sources, long relearnNanos) {
        this.line = line;
        this.kind = kind;
        this.from = from;
        this.sources = sources;
        this.relearnNanos = relearnNanos;
    }

    /**
     * Takes the keys of a plan. The same key again changes nothing, whatever was between; indices go on under another one.
     */
    public void protect(@Nullable SrtpKey receiveKey, @Nullable SrtpKey sendKey) {
        SrtpContext now = received.use(receiveKey);
        if (now != receive) {
            receiveBefore = now == null ? null : receive;
            receive = now;
        }
        send = sent.use(sendKey);
    }

    /** {@return the counters as of now} */
    public StreamStatistics statistics(@Nullable Instant lastPacket) {
        var drops = new StreamStatistics.Drops(
                malformed,
                oversized,
                foreign,
                unauthentic,
                replayed,
                held,
                unknownPayload,
                nowhere,
                congested,
                failed,
                unserved);
        SrtpContext key = receive;
        return new StreamStatistics(
                line,
                kind,
                from,
                packets,
                bytes,
                forwarded,
                drops.sum(),
                receptions.lost(),
                reception.jitterMicros(),
                roundTripMicros,
                rtcpPackets,
                ownReports.sent,
                lastPacket,
                drops,
                rtpSource.heard,
                open,
                open && silent,
                key == null ? null : key.key.suite(),
                control.requests(),
                rewritten());
    }

    private @Nullable RewritingStatistics rewritten() {
        RewritingState state = rewriting;
        return state == null ? null : state.statistics().with("lostBeyond", sender.lost);
    }

    /** {@return the number rewritten packets of it leave under, those of further layers under the next ones} */
    public int leavingSource() {
        return ssrcs.first(opposite == null ? control.ownSource : opposite.control.ownSource);
    }

    /** Takes what shall become of its pictures. */
    public void rewrite(@Nullable PictureTerms terms) {
        picture = terms;
        if (terms == null) {
            waiting.clear();
        }
    }
}
