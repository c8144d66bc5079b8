package org.bailey.b2bua.provider.bridge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bailey.b2bua.StreamAnswer;
import org.bailey.b2bua.StreamOffer;
import org.bailey.call.MediaLine;
import org.bailey.call.Sdp;
import org.bailey.media.LocalPorts;
import org.bailey.media.MediaFlow;
import org.bailey.media.MediaLinePlan;
import org.bailey.media.RemotePorts;
import org.bailey.media.Side;
import org.bailey.sdp.Direction;
import org.bailey.sdp.MediaDescription;
import org.bailey.sdp.SessionDescription;
import org.bailey.sdp.SsrcRange;

/** One answer carried back to the offerer, with what the packet path shall do from then on. */
final class AnswerAcross {
    private static final MediaFlow CLOSED = new MediaFlow(null, false, Map.of());

    private final SdpExchange.Direction direction;
    private final Carriers carriers;
    private final ExchangeSettings settings;
    private final Sdp target;
    private final OurDescription ours;
    private final List<MediaLinePlan> plans = new ArrayList<>();

    AnswerAcross(SdpExchange.Direction direction, Carriers carriers, ExchangeSettings settings, Sdp target) {
        this.direction = direction;
        this.carriers = carriers;
        this.settings = settings;
        this.target = target;
        this.ours = new OurDescription(DialectWriter.of(direction.from(), settings), target);
    }

    SdpExchange.Result make(
            SessionDescription offer, SessionDescription sentOffer, SessionDescription answer, List<MediaLine> lines) {
        for (MediaLine line : lines) {
            if (!carry(offer, sentOffer, answer, line)) {
                plans.add(new MediaLinePlan(line.id(), line.kind(), CLOSED, CLOSED));
            }
        }
        return ours.isEmpty()
                ? Refusals.nothing(direction.offerer().other(), "answer", answer)
                : ours.finish(
                        offer.media().size(), place -> offer.media().get(place).refused(), lines, plans, false);
    }

    private boolean carry(
            SessionDescription offer, SessionDescription sentOffer, SessionDescription answer, MediaLine line) {
        int place = line.index(direction.offerer());
        int far = line.index(direction.offerer().other());
        LocalPorts ports = line.ports(direction.offerer());
        if (ports == null || !has(offer, place) || !has(sentOffer, far) || !has(answer, far)) {
            return false;
        }
        MediaDescription offered = offer.media().get(place);
        MediaDescription sent = sentOffer.media().get(far);
        MediaDescription answered = answer.media().get(far);
        if (!Carriers.open(offer, offered) || sent.isRefused() || !Carriers.open(answer, answered)) {
            return false;
        }
        StreamOffer stream = new StreamOffer(offered, direction.from(), direction.to(), List.of());
        Optional<StreamAnswer> agreed =
                carriers.named(line.bridge()).flatMap(bridge -> bridge.answer(stream, sent, answered));
        if (agreed.isEmpty() || !answered.is(sent.kind())) {
            return false;
        }
        Direction flow = answer.direction(answered)
                .and(sentOffer.direction(sent).reversed())
                .and(offer.direction(offered).reversed());
        String role = agreed.get().line().role();
        long kbit = VideoLimit.kbit(answer, answered, direction.to(), role, settings);
        ours.put(
                place,
                new DialectWriter.Wanted(
                        agreed.get().line(), line.id(), ports, offered.protocol(), flow, kbit, offered));
        MediaFlow toAnswerer =
                flow(Remote.of(answer, answered), flow.receives(), agreed.get().toAnswerer());
        MediaFlow toOfferer =
                flow(Remote.of(offer, offered), flow.sends(), agreed.get().toOfferer());
        boolean audio = line.kind().equals("audio");
        SsrcRange computed = MicrosoftWriter.ssrcRange(target.sessionId(), line.id(), !audio);
        plans.add(plan(
                line,
                MicrosoftFlow.towards(
                        direction.to(), toAnswerer, sent.ssrcRange().orElse(computed), audio, answered.payloadTypes()),
                MicrosoftFlow.towards(
                        direction.from(),
                        toOfferer,
                        computed,
                        audio,
                        agreed.get().line().payloadTypes())));
        return true;
    }

    private MediaLinePlan plan(MediaLine line, MediaFlow toAnswerer, MediaFlow toOfferer) {
        return direction.offerer() == Side.CALLER
                ? new MediaLinePlan(line.id(), line.kind(), toAnswerer, toOfferer)
                : new MediaLinePlan(line.id(), line.kind(), toOfferer, toAnswerer);
    }

    private static MediaFlow flow(Optional<RemotePorts> to, boolean open, Map<Integer, Integer> payloadTypes) {
        return new MediaFlow(to.orElse(null), open, payloadTypes);
    }

    private static boolean has(SessionDescription description, int place) {
        return place >= 0 && place < description.media().size();
    }
}
