package org.bailey.media.relay;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import org.bailey.media.FeedbackTerms;
import org.bailey.media.PictureTerms;
import org.bailey.media.RewritingState;
import org.bailey.media.StreamState;
import org.bailey.media.VideoControl;
import org.bailey.media.VideoControlState;
import org.bailey.media.VideoControlState.Rate;
import org.bailey.media.VideoWish;
import org.bailey.media.relay.RelaySettings.MicrosoftKeyFrame;
import org.bailey.rtcp.Feedback;
import org.bailey.rtcp.ReportExtension;
import org.bailey.rtcp.ReportExtension.EstimatedBandwidth;
import org.bailey.rtcp.ReportExtension.Limit;
import org.bailey.rtcp.ReportExtension.PacketLoss;
import org.bailey.rtcp.RtcpWriter;
import org.bailey.rtcp.SourceRequest;

/** What the sender of a picture is told, in the words it understands, when it is due. */
final class Told {
    private static final int ROOM = 1024;
    private static final long PROBE_NANOS = 5_000_000_000L;
    private static final int HEADERS_BYTES = 40;
    private static final int RATE_TRIES = 3;
    private static final long BASE_LAYER = 1;
    // until the first packet, then with the usual repetition
    private static final long[] SOON_NANOS = {500_000_000L, 1_000_000_000L, 2_000_000_000L};
    private static final VideoWish NOTHING = new VideoWish(false, 0, 0, 0, 0, true);
    // nothing but the JDK's classes in it: a thread outlives this code
    private static final ThreadLocal<ByteBuffer> SCRATCH =
            ThreadLocal.withInitial(() -> ByteBuffer.allocateDirect(2 * ROOM));

    private final RelaySettings settings;
    private final StreamState stream;
    private final StreamState opposite;
    private final VideoControlState state;
    private final FeedbackTerms terms;
    private final long nanos;
    private final VideoControl.Out out;

    /**
     * @param stream what comes from the sender, whose terms are known
     * @param opposite what goes to it
     */
    Told(RelaySettings settings, StreamState stream, StreamState opposite, long nanos, VideoControl.Out out) {
        this.settings = settings;
        this.stream = stream;
        this.opposite = opposite;
        this.nanos = nanos;
        this.out = out;
        state = stream.control;
        terms = Objects.requireNonNull(state.terms);
    }

    void all() {
        opened();
        rate();
        if (terms.sourceRequest()) {
            sourceRequest();
        }
        keyFrame();
        confirmRate();
        answerProbe();
    }

    /** A picture that begins to pass needs a key frame, and whoever sees it may not know yet that it should ask. */
    private void opened() {
        if (!stream.reception.begun) {
            return;
        }
        InetSocketAddress target = passes() ? opposite.rtpSource.target : null;
        boolean another = !Objects.equals(target, state.openTarget) || stream.reception.ssrc != state.openSource;
        state.openTarget = target;
        state.openSource = stream.reception.ssrc;
        if (target == null) {
            state.openingsLeft = 0;
            return;
        }
        if (another) {
            state.openingsLeft = settings.openingRequests();
        }
        if (state.openingsLeft > 0 && mayAsk()) {
            state.openingsLeft--;
            state.byGateway++;
            Heard.wantKeyFrame(state);
        }
    }

    private boolean passes() {
        return stream.open && !state.unwanted;
    }

    private boolean mayAsk() {
        return !state.keyFrameAsked || nanos - state.keyFrameNanos >= settings.keyFrameNanos();
    }

    // -- key frames

    private void keyFrame() {
        if (!state.keyFrameDue || !mayAsk()) {
            return;
        }
        boolean asked = false;
        if (terms.layerLoss() || terms.sourceRequest()) {
            boolean loss = terms.layerLoss()
                    && (!terms.sourceRequest() || settings.microsoftKeyFrame() != MicrosoftKeyFrame.SOURCE_REQUEST);
            if (loss && stream.reception.begun) {
                asked = say(new Feedback.LayerLoss(own(), stream.reception.ssrc, nextId(), layers()));
            }
            VideoWish wish = state.requested;
            if (byRequest() && wish != null && !wish.paused()) {
                asked |= request(wish, nextId(), true);
            }
        } else if (!terms.pictureLoss() && !terms.fullIntra() && !terms.microsoft()) {
            keyFrameAsked();
            state.signal();
            return;
        } else if (stream.reception.begun) {
            asked = ask();
        }
        if (asked) {
            keyFrameAsked();
            state.asked++;
        }
    }

    private long layers() {
        RewritingState rewriting = stream.rewriting;
        return stream.picture == null || rewriting == null ? BASE_LAYER : rewriting.keyLayers();
    }

    private boolean byRequest() {
        return terms.sourceRequest()
                && (!terms.layerLoss() || settings.microsoftKeyFrame() != MicrosoftKeyFrame.PICTURE_LOSS);
    }

    private boolean ask() {
        int source = stream.reception.ssrc;
        if (terms.pictureLoss()) {
            return say(new Feedback.PictureLoss(own(), source));
        } else if (terms.fullIntra()) {
            state.fullIntraId = state.fullIntraId + 1 & 0xff;
            return say(
                    new Feedback.FullIntra(own(), List.of(new Feedback.FullIntra.Request(source, state.fullIntraId))));
        }
        // a Microsoft client that agreed to nothing hears of a lost packet: the last one
        return report(new PacketLoss((int) stream.reception.highest & 0xffff));
    }

    private void keyFrameAsked() {
        state.keyFrameDue = false;
        state.keyFrameAsked = true;
        state.keyFrameNanos = nanos;
    }

    // -- Microsoft's source requests

    private void sourceRequest() {
        boolean wanted = passes() && opposite.rtpSource.target != null;
        VideoWish before = state.requested;
        if (!wanted && (before == null || !settings.pauseOnHold())) {
            return;
        }
        VideoWish now = wanted ? wish() : NOTHING;
        long since = nanos - state.requestedNanos;
        boolean begins = wanted && (before == null || before.paused());
        if (before == null || !now.equals(before) && since >= settings.keyFrameNanos()) {
            state.requestRepeats = 0;
            state.packetsWhenRequested = stream.packets;
            boolean keyFrame = begins || state.keyFrameDue && mayAsk() && byRequest();
            if (request(now, nextId(), keyFrame) && keyFrame) {
                if (!state.keyFrameDue) {
                    state.byGateway++;
                }
                state.asked++;
                keyFrameAsked();
            }
        } else if (wanted && unheard() && state.requestRepeats < SOON_NANOS.length) {
            if (since >= SOON_NANOS[state.requestRepeats]) {
                state.requestRepeats++;
                request(now, state.requestId, true);
            }
        } else if (since >= settings.sourceRequestNanos()) {
            request(now, nextId(), wanted && unheard());
        }
    }

    private boolean unheard() {
        return stream.packets == state.packetsWhenRequested;
    }

    /** What the other side wants: its last words, else its description. */
    private VideoWish wish() {
        FeedbackTerms other = opposite.control.terms;
        VideoWish described = other == null ? VideoWish.NONE : other.wish();
        VideoWish said = opposite.control.shape;
        VideoWish shape = said == null ? described : said;
        return new VideoWish(
                false, state.rateTold, shape.width(), shape.height(), framesPerSecond(shape.framesPerSecond()), false);
    }

    /** No more than what is made of the pictures may have, whatever its receiver says. */
    private int framesPerSecond(int wanted) {
        PictureTerms picture = stream.picture;
        int most = picture == null ? 0 : picture.framesPerSecond();
        return most == 0 || wanted == 0 ? Math.max(most, wanted) : Math.min(most, wanted);
    }

    private boolean request(VideoWish wish, int id, boolean keyFrame) {
        var request = wish.paused()
                ? new SourceRequest(own(), SourceRequest.NONE, SourceRequest.NONE, id, 0, false, List.of())
                : new SourceRequest(
                        own(),
                        SourceRequest.ANY,
                        SourceRequest.ANY,
                        id,
                        0,
                        keyFrame,
                        List.of(Entries.of(wish, terms.payloadType(), settings.sourceRequestMust())));
        if (!say(request)) {
            return false;
        }
        state.sourceRequests++;
        state.requested = wish;
        state.requestedNanos = nanos;
        return true;
    }

    private int nextId() {
        state.requestId = state.requestId + 1 & 0xffff;
        return state.requestId;
    }

    // -- rates

    private void rate() {
        FeedbackTerms other = opposite.control.terms;
        long described = terms.microsoft() && other != null ? other.wish().bitsPerSecond() : 0;
        long said = opposite.control.lowestRate();
        long rate = said == 0 ? described : described == 0 ? said : Math.min(said, described);
        boolean due = nanos - state.rateNanos >= settings.keyFrameNanos();
        if (rate != 0 && differs(rate, state.rateTold) && (state.rateTold == 0 || due)) {
            state.rateTold = rate;
            state.rateTries = RATE_TRIES;
            if (!terms.microsoft() && !terms.bitRate()) {
                opposite.control.unsupported++;
                state.rateNanos = nanos;
                state.rateTries = 0;
            }
            due = true;
        }
        if (state.rateTries > 0 && due && stream.reception.begun) {
            tellRate();
        }
    }

    private void tellRate() {
        state.rateNanos = nanos;
        boolean told;
        if (terms.bitRate()) {
            var limit = new Feedback.BitRates.Limit(stream.reception.ssrc, state.rateTold, HEADERS_BYTES);
            told = say(new Feedback.BitRates(own(), false, List.of(limit)));
            state.rateTries--;
        } else {
            told = settings.tellLimit() && report(new Limit(Limit.By.RECEIVER, state.rateTold));
            state.rateTries = 0; // nobody confirms it
        }
        if (told) {
            state.ratesAsked++;
        }
    }

    /** Estimates come and go by a little all the time. */
    private static boolean differs(long rate, long told) {
        return Math.abs(rate - told) > told / 20;
    }

    /** RFC 5104 section 4.2.2: who asked for a limit hears that it holds. */
    private void confirmRate() {
        if (state.confirmOverhead >= 0) {
            long limit = state.rates[Rate.TEMPORARY_MAXIMUM.ordinal()];
            var held = new Feedback.BitRates.Limit(state.confirmSource, limit, state.confirmOverhead);
            if (say(new Feedback.BitRates(own(), true, List.of(held)))) {
                state.confirmOverhead = -1;
            }
        }
    }

    private void answerProbe() {
        if (state.probeDue
                && settings.answerProbes()
                && (state.probeNanos == 0 || nanos - state.probeNanos >= PROBE_NANOS)
                && report(new EstimatedBandwidth(stream.reception.ssrc, EstimatedBandwidth.NONE_PAIRS, -1))) {
            state.probeDue = false;
            state.probeNanos = nanos;
        }
    }

    // -- packets

    /** The number we speak under: what the other side's picture arrives there with. */
    private int own() {
        return OwnReport.speaker(stream, opposite);
    }

    private boolean say(Feedback message) {
        ByteBuffer packet = SCRATCH.get().clear();
        if (!terms.reducedSize()) {
            RtcpWriter.report(packet, own());
        }
        RtcpWriter.feedback(packet, message);
        return out.send(packet.flip());
    }

    private boolean report(ReportExtension extension) {
        ByteBuffer packet = SCRATCH.get().clear();
        RtcpWriter.report(packet, own(), extension);
        return out.send(packet.flip());
    }
}
