package org.bailey.b2bua.provider.bridge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bailey.b2bua.PictureFeedback;
import org.bailey.b2bua.StreamAnswer;
import org.bailey.b2bua.StreamOffer;
import org.bailey.call.Connected;
import org.bailey.call.MediaLine;
import org.bailey.call.Sdp;
import org.bailey.dialplan.Dialect;
import org.bailey.ice.RemoteIce;
import org.bailey.media.FeedbackTerms;
import org.bailey.media.LocalPorts;
import org.bailey.media.MediaFlow;
import org.bailey.media.MediaLinePlan;
import org.bailey.media.PictureTerms;
import org.bailey.media.RemotePorts;
import org.bailey.media.Side;
import org.bailey.media.SsrcSpan;
import org.bailey.sdp.Direction;
import org.bailey.sdp.MediaDescription;
import org.bailey.sdp.SessionDescription;
import org.bailey.sdp.SsrcRange;
import org.jspecify.annotations.Nullable;

/** One answer carried back to the offerer, with what the packet path shall do from then on. */
final class AnswerAcross {
    private static final MediaFlow CLOSED = new MediaFlow(null, false, Map.of());

    private final SdpExchange.Direction direction;
    private final Carriers carriers;
    private final ExchangeSettings settings;
    private final Sdp target;
    private final OurDescription ours;
    private final List<MediaLinePlan> plans = new ArrayList<>();
    private final List<MediaLine> result = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();

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
                result.add(line);
            }
        }
        return ours.isEmpty()
                ? Refusals.answer(direction, sentOffer, answer, carriers.encryption())
                : ours.finish(
                                offer.media().size(),
                                place -> offer.media().get(place).refused(),
                                result,
                                plans,
                                false)
                        .with(remarks);
    }

    private void remark(Side side, MediaLine line, Keyed keys) {
        String remark = keys.verdict().remark();
        if (!remark.isEmpty()) {
            remarks.add(line.kind() + " of " + Refusals.name(side) + ": " + Refusals.clean(remark));
        }
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
        if (!Carriers.there(offer, offered) || sent.isRefused() || !Carriers.there(answer, answered)) {
            return false;
        }
        Legs legs = new Legs(
                Keyed.of(carriers.encryption().ofOffer(offered, direction.giver()), ports),
                Keyed.of(
                        carriers.encryption().ofAnswer(sent, answered, direction.taker()),
                        line.ports(direction.offerer().other())));
        if (legs.offerer() == null || legs.answerer() == null) {
            return false;
        }
        remark(direction.offerer(), line, legs.offerer());
        remark(direction.offerer().other(), line, legs.answerer());
        StreamOffer stream = new StreamOffer(offered, direction.from(), direction.to(), List.of());
        Optional<Carried> carried = carried(stream, sent, answered);
        if (carried.isEmpty()) {
            remarks.add(Refusals.unsuited(direction.offerer().other(), answered));
            return false;
        }
        StreamAnswer agreed = carried.get().agreed();
        Direction flow = answer.direction(answered)
                .and(sentOffer.direction(sent).reversed())
                .and(offer.direction(offered).reversed());
        String role = agreed.line().role();
        long kbit = VideoLimit.kbit(answer, answered, direction.to(), role, settings);
        RemoteIce ice = ports.ice() == null ? null : ice(offer, offered, direction.offerer());
        Connected connected = line.connected(direction.offerer());
        boolean current = connected != null
                && ice != null
                && connected.remoteUfrag().equals(ice.parameters().ufrag());
        ours.put(
                place,
                new DialectWriter.Wanted(
                        agreed.line(),
                        line.id(),
                        IceLines.place(
                                ports,
                                direction.from(),
                                ice != null,
                                current ? connected : null,
                                direction.from() == Dialect.MICROSOFT),
                        Encryption.answerProtocol(offered, legs.offerer().verdict(), direction.from()),
                        flow,
                        kbit,
                        legs.offerer().answer(direction.from()),
                        offered));
        boolean theyDo = sent.has("ice-ufrag");
        MediaFlow toAnswerer = flow(
                new Pictures(agreed.answererSees(), kbit, sentOffer.origin().sessionId(), line.id()),
                Remote.of(
                        answer,
                        answered,
                        theyDo ? ice(answer, answered, direction.offerer().other()) : null),
                flow.receives(),
                agreed.toAnswerer(),
                Understood.of(
                        direction.to(),
                        answered,
                        PictureFeedback.named(sent.attributes()),
                        agreed.toOfferer().keySet(),
                        kbit,
                        agreed.answererSees()));
        long offererKbit = VideoLimit.kbit(offer, offered, direction.from(), role, settings);
        MediaFlow toOfferer = flow(
                new Pictures(agreed.offererSees(), offererKbit, Long.toUnsignedString(target.sessionId()), line.id()),
                Remote.of(offer, offered, ice),
                flow.sends(),
                agreed.toOfferer(),
                Understood.of(
                        direction.from(),
                        offered,
                        PictureFeedback.named(agreed.line().attributes()),
                        agreed.toAnswerer().keySet(),
                        offererKbit,
                        agreed.offererSees()));
        boolean audio = line.kind().equals("audio");
        SsrcRange computed = MicrosoftWriter.ssrcRange(target.sessionId(), line.id(), !audio);
        MediaLine named = line.withBridge(carried.get().bridge());
        result.add(named);
        plans.add(plan(
                named,
                keyed(
                        legs.offerer(),
                        MicrosoftFlow.towards(
                                direction.to(),
                                toAnswerer,
                                sent.ssrcRange().orElse(computed),
                                audio,
                                answered.payloadTypes()),
                        legs.answerer()),
                keyed(
                        legs.answerer(),
                        MicrosoftFlow.towards(
                                direction.from(),
                                toOfferer,
                                computed,
                                audio,
                                agreed.line().payloadTypes()),
                        legs.offerer())));
        return true;
    }

    /** Whoever made the first offer of the leg chooses the pair (RFC 8445 section 6.1.1): we do towards the called side. */
    private @Nullable RemoteIce ice(SessionDescription description, MediaDescription line, Side side) {
        Dialect dialect = direction.leg(side).dialect();
        return IceLines.read(description, line, dialect)
                .map(parameters ->
                        new RemoteIce(IceLines.of(dialect), side == Side.CALLEE || parameters.lite(), parameters))
                .orElse(null);
    }

    private record Legs(@Nullable Keyed offerer, @Nullable Keyed answerer) {}

    /** Packets come in from one leg with its peer's key and go out to the other with ours. */
    private static MediaFlow keyed(Keyed from, MediaFlow flow, Keyed to) {
        return flow.with(from.theirs(), to.ours());
    }

    private MediaLinePlan plan(MediaLine line, MediaFlow toAnswerer, MediaFlow toOfferer) {
        return direction.offerer() == Side.CALLER
                ? new MediaLinePlan(line.id(), line.kind(), line.bridge(), toAnswerer, toOfferer)
                : new MediaLinePlan(line.id(), line.kind(), line.bridge(), toOfferer, toAnswerer);
    }

    private static MediaFlow flow(
            Pictures pictures,
            Optional<RemotePorts> to,
            boolean open,
            Map<Integer, Integer> payloadTypes,
            FeedbackTerms understood) {
        return pictures.in(new MediaFlow(to.orElse(null), open, payloadTypes).with(understood));
    }

    /**
     * What pictures become on the way to a peer, under one source of our own for the life of its leg.
     *
     * @param session of our descriptions on that leg
     */
    private record Pictures(@Nullable PictureTerms terms, long kbit, String session, int line) {
        MediaFlow in(MediaFlow flow) {
            return terms == null
                    ? flow
                    : flow.with(terms.atMost(kbit * 1000))
                            .with(
                                    new SsrcSpan(
                                            MicrosoftWriter.ssrcRange(session.hashCode(), line, true)
                                                    .first(),
                                            1),
                                    null);
        }
    }

    /** An answer, and the bridge it suits. */
    private record Carried(String bridge, StreamAnswer agreed) {}

    private Optional<Carried> carried(StreamOffer offered, MediaDescription sent, MediaDescription answered) {
        return answered.is(sent.kind())
                ? carriers.all(offered).stream()
                        .flatMap(
                                bridge -> bridge
                                        .answer(offered, sent, answered)
                                        .map(agreed -> new Carried(bridge.name(), agreed))
                                        .stream())
                        .findFirst()
                : Optional.empty();
    }

    private static boolean has(SessionDescription description, int place) {
        return place >= 0 && place < description.media().size();
    }
}
