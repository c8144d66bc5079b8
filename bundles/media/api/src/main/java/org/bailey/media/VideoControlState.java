package org.bailey.media;

import java.net.InetSocketAddress;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of wishes about pictures: what the sender of a stream was told about its own, and what it said about the
 * other side's. Plain data of the event loop that owns the call; the counters may be read by anyone.
 */
public final class VideoControlState {
    /** Name of the bridge that carries the line. */
    public String bridge = "";
    /** What that peer understands; null while nothing was agreed: its RTCP passes as it is. */
    public @Nullable FeedbackTerms terms;

    // -- its own picture: what it is told

    /** A key frame is to be asked for as soon as it may. */
    public boolean keyFrameDue;
    /** When it was asked last; meaningful once {@link #keyFrameAsked}. */
    public long keyFrameNanos;

    public boolean keyFrameAsked;
    /** How often it is still to be asked because the way opened. */
    public int openingsLeft;
    /** Where its packets went and from which source when the way was looked at last; the target is null while closed. */
    public @Nullable InetSocketAddress openTarget;

    public int openSource;
    /** The other side does not want its picture: packets are held. */
    public boolean unwanted;
    /** The rate it was told last; 0 for none. */
    public long rateTold;

    public long rateNanos;
    /** How often this rate is still to be repeated unless it is confirmed. */
    public int rateTries;
    /** What it was last asked to send: null for not yet, paused for nothing. */
    public @Nullable VideoWish requested;

    public long requestedNanos;
    /** Repetitions of that request so far. */
    public int requestRepeats;
    /** {@link StreamState#packets} when it was asked. */
    public long packetsWhenRequested;
    /** Numbers of requests to it: of Microsoft's, and of full intra requests. */
    public int requestId = ThreadLocalRandom.current().nextInt(0x4000);

    public int fullIntraId;
    /** Under which number we speak when the other side has not spoken yet. */
    public final int ownSource = ThreadLocalRandom.current().nextInt();

    /** It is to be asked for a key frame in signalling. */
    private boolean signalDue;

    // -- the other side's picture: what it said

    /** Numbers of its last requests; -1 before: source request, layer loss, full intra, lost packet. */
    public int sourceRequestSeen = -1;

    public int layerLossSeen = -1;
    public int fullIntraSeen = -1;
    public int packetLossSeen = -1;
    /** What it last said of size and frame rate; null before. */
    public @Nullable VideoWish shape;
    /** The rates it has named, by {@link Rate}; 0 for none. */
    public final long[] rates = new long[Rate.values().length];
    /** Its request of a rate is to be confirmed, with this overhead; -1 for no. */
    public int confirmOverhead = -1;

    /** Under which number it spoke. */
    public int confirmSource;
    /** It probes the bandwidth and is to hear that we estimate none. */
    public boolean probeDue;

    public long probeNanos;

    // -- counters, see PictureRequests

    public long byPeer;
    public long bySignalling;
    public long byGateway;
    public long coalesced;
    public long asked;
    public long signalled;
    public long sourceRequests;
    public long rateWishes;
    public long ratesAsked;
    public long repeated;
    public long unknown;
    public long unsupported;

    /** The ways a receiver names a rate; the lowest counts. */
    public enum Rate {
        TEMPORARY_MAXIMUM,
        RECEIVER_MAXIMUM,
        SOURCE_REQUEST,
        ESTIMATE,
        POLICY,
        TURN,
        RECEIVER,
        MODALITY
    }

    /** {@return the lowest rate it has named; 0 for none} */
    public long lowestRate() {
        long lowest = 0;
        for (long rate : rates) {
            lowest = rate > 0 && (lowest == 0 || rate < lowest) ? rate : lowest;
        }
        return lowest;
    }

    /** Has it asked for a key frame in signalling. */
    public void signal() {
        signalDue = true;
        signalled++;
    }

    /** {@return whether it is to be asked for a key frame in signalling; once for each {@link #signal}} */
    public boolean takeSignal() {
        boolean due = signalDue;
        signalDue = false;
        return due;
    }

    /** {@return the counters as of now} */
    public PictureRequests requests() {
        return new PictureRequests(
                byPeer,
                bySignalling,
                byGateway,
                coalesced,
                asked,
                signalled,
                sourceRequests,
                rateWishes,
                ratesAsked,
                repeated,
                unknown,
                unsupported);
    }
}
