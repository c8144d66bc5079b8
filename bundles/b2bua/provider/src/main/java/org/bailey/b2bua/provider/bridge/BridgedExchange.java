package org.bailey.b2bua.provider.bridge;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.bailey.b2bua.StreamBridge;
import org.bailey.call.MediaLine;
import org.bailey.call.Sdp;
import org.bailey.dialplan.Dialect;
import org.bailey.ice.Candidate.Transport;
import org.bailey.ice.IceDialect;
import org.bailey.media.Side;
import org.bailey.sdp.MalformedSdp;
import org.bailey.sdp.SessionDescription;

/** Offers and answers through the stream bridges there are at the moment of each step. */
public final class BridgedExchange implements SdpExchange {
    private final Supplier<List<StreamBridge>> bridges;
    private final Supplier<ExchangeSettings> settings;

    /**
     * @param bridges asked at each step, on the caller's thread
     * @param settings the same
     */
    public BridgedExchange(Supplier<List<StreamBridge>> bridges, Supplier<ExchangeSettings> settings) {
        this.bridges = bridges;
        this.settings = settings;
    }

    @Override
    public Result lines(Direction direction, String offer, List<MediaLine> existing, int nextLine) {
        if (offer.isEmpty()) {
            List<MediaLine> lines =
                    existing.isEmpty() ? carriers().preset(direction.to(), nextLine) : List.copyOf(existing);
            return lines.isEmpty()
                    ? Refusals.refused(Refusals.name(direction.offerer())
                            + " made no offer and no pre-configured codecs are there to make one of")
                    : new Result.Lines(lines);
        }
        try {
            SessionDescription read = SessionDescription.parse(offer);
            List<MediaLine> lines = carriers().lines(direction, read, existing, nextLine);
            return lines.isEmpty() ? Refusals.offer(direction, read, carriers().encryption()) : new Result.Lines(lines);
        } catch (MalformedSdp damaged) {
            return Refusals.damaged(400, direction.offerer(), "session description", damaged);
        }
    }

    @Override
    public Result offer(Direction direction, String offer, List<MediaLine> lines, Sdp target) {
        return offer(direction, offer, lines, target, false);
    }

    @Override
    public Result reoffer(Direction direction, String lastDescription, List<MediaLine> lines, Sdp target) {
        return offer(direction, lastDescription, lines, target, true);
    }

    private Result offer(Direction direction, String offer, List<MediaLine> lines, Sdp target, boolean resume) {
        OfferAcross across = new OfferAcross(direction, carriers(), settings.get(), target);
        if (offer.isEmpty()) {
            return across.preset(lines);
        }
        try {
            return across.make(SessionDescription.parse(offer), lines, resume);
        } catch (MalformedSdp damaged) {
            return Refusals.damaged(400, direction.offerer(), "session description", damaged);
        }
    }

    @Override
    public Result answer(
            Direction direction, String offer, String sentOffer, String answer, List<MediaLine> lines, Sdp target) {
        SessionDescription offered;
        SessionDescription sent;
        try {
            offered = SessionDescription.parse(offer);
            sent = SessionDescription.parse(sentOffer);
        } catch (MalformedSdp damaged) {
            return Refusals.damaged(400, direction.offerer(), "session description", damaged);
        }
        try {
            return new AnswerAcross(direction, carriers(), settings.get(), target)
                    .make(offered, sent, SessionDescription.parse(answer), lines);
        } catch (MalformedSdp damaged) {
            return Refusals.damaged(488, direction.offerer().other(), "answer", damaged);
        }
    }

    @Override
    public Map<Side, IceDialect> ice(Direction direction, String offer) {
        Map<Side, IceDialect> dialects = new EnumMap<>(Side.class);
        if (direction.taker().policy().ice()) {
            dialects.put(direction.offerer().other(), IceLines.of(direction.to()));
        }
        if (direction.giver().policy().ice()
                && (offer.isEmpty() || Ways.candidates(offer, direction.from(), any -> true))) {
            dialects.put(direction.offerer(), IceLines.of(direction.from()));
        }
        return dialects;
    }

    @Override
    public boolean connections(Direction direction, String offer) {
        return Ways.candidates(offer, direction.from(), candidate -> candidate.transport() != Transport.UDP);
    }

    @Override
    public boolean sameButWay(String later, String earlier, String ours) {
        return Ways.same(later, earlier, ours);
    }

    @Override
    public String moved(String later, String earlier) {
        return Ways.moved(later, earlier);
    }

    @Override
    public boolean pairsToOffer(Dialect dialect, Side side, Sdp leg, List<MediaLine> lines) {
        return Ways.untold(dialect, side, leg, lines);
    }

    @Override
    public String ufrag(String description, int place) {
        return Ways.ufrag(description, place);
    }

    @Override
    public boolean same(String one, String other) {
        return OurDescription.same(one, other);
    }

    @Override
    public List<String> describe(String description) {
        try {
            return description.isEmpty() ? List.of() : Summary.lines(SessionDescription.parse(description));
        } catch (MalformedSdp unreadable) {
            return List.of("damaged: " + unreadable.getMessage());
        }
    }

    private Carriers carriers() {
        return new Carriers(bridges.get(), new Encryption(settings.get().suites()));
    }
}
