package org.bailey.b2bua.provider;

import java.time.Duration;
import java.util.List;
import org.bailey.b2bua.provider.bridge.Manner;
import org.bailey.b2bua.provider.bridge.SdpExchange;
import org.bailey.b2bua.provider.bridge.SdpExchange.Direction;
import org.bailey.b2bua.provider.bridge.SdpExchange.Result;
import org.bailey.call.CallAction;
import org.bailey.call.CallEvent;
import org.bailey.call.Connected;
import org.bailey.call.Leg;
import org.bailey.call.MediaLine;
import org.bailey.call.Phase;
import org.bailey.ice.IceSession.Chosen;
import org.bailey.media.Side;

/** The ways packets take: found by ICE, told to the peer or taken from it. Only one leg is concerned; the other never hears. */
final class Connections {
    /** How the sentence begins when ICE found no way (ICE-8). */
    static final String FAILED = "failed to get media connectivity";
    /** How long an offer of the peer that names pairs waits until ICE has come to them here, too. */
    private static final Duration PATIENCE = Duration.ofSeconds(4);
    /** The pairs are offered again when that was refused or came to nothing, but not for ever. */
    private static final int MOST_OFFERS = 3;

    private final SdpExchange exchange;
    private final Answering answering;
    private final Endings endings;
    private final Restarts restarts;

    Connections(SdpExchange exchange, Answering answering, Endings endings) {
        restarts = new Restarts(exchange, endings);
        this.exchange = exchange;
        this.answering = answering;
        this.endings = endings;
    }

    Restarts restarts() {
        return restarts;
    }

    static String timer(Side side) {
        return "way-" + Turn.name(side);
    }

    void connected(Turn turn, CallEvent.MediaConnected event) {
        Side side = event.side();
        MediaLine line = line(turn, event.line());
        if (line == null || turn.state().leg(side) == null) {
            return;
        }
        String ufrag = exchange.ufrag(turn.leg(side).sdp().remote(), line.index(side));
        turn.state(turn.state().with(line.with(side, new Connected(ufrag, event.pairs(), 0))));
        for (Chosen pair : event.pairs()) {
            turn.note(
                    "media",
                    "ICE: line " + line.id() + " to the " + Turn.name(side) + " is connected",
                    (pair.local().component() == 1 ? "RTP" : "RTCP") + " from "
                            + pair.local().brief() + " to " + pair.remote().brief());
        }
        restarts.found(turn, side);
        if (turn.leg(side).incoming() != null && waits(turn, side)) {
            answer(turn, side);
        }
    }

    /** The peer does not know the way we found in the place of a lost one: it is asked for one together. */
    void unconfirmed(Turn turn, CallEvent.MediaUnconfirmed event) {
        MediaLine line = line(turn, event.line());
        if (line != null && turn.state().phase() == Phase.ESTABLISHED) {
            restarts.unconfirmed(turn, line, event.side());
        }
    }

    void disconnected(Turn turn, CallEvent.MediaDisconnected event) {
        MediaLine line = line(turn, event.line());
        if (line == null) {
            return;
        }
        turn.note(
                "media", "ICE: line " + line.id() + " to the " + Turn.name(event.side()) + " failed", event.sentence());
        Side side = event.side();
        boolean established = turn.state().phase() == Phase.ESTABLISHED;
        if (established && restarts.lost(turn, line, side)) {
            return;
        }
        // early media of one phone among several says nothing of the others
        boolean others =
                !established && side == Side.CALLEE && turn.leg(side).forks().size() > 1;
        if (needed(turn, line) && !others) {
            endings.fail(
                    turn,
                    480,
                    FAILED + " with the " + Turn.name(side) + ": ice processing failed: " + event.sentence());
        }
    }

    /** {@return whether the call is nothing without that line} */
    static boolean needed(Turn turn, MediaLine line) {
        return line.kind().equals("audio") || turn.state().lines().size() == 1;
    }

    /** {@return whether the pairs of that side are to be offered now; counted as done} */
    boolean toTell(Turn turn, Side side) {
        // towards the caller the peer chooses, and tells us
        boolean ours = side == Side.CALLEE
                && turn.state().phase() == Phase.ESTABLISHED
                && turn.state().negotiation() == null
                && !Lines.allocating(turn)
                && turn.state().lines().stream().anyMatch(l -> l.connected(side) != null);
        if (!ours) {
            return false;
        }
        Leg leg = turn.leg(side);
        List<MediaLine> lines = turn.state().lines();
        boolean free = leg.outgoing() == null && leg.incoming() == null && leg.unacknowledged() == null;
        boolean tired =
                lines.stream().map(l -> l.connected(side)).anyMatch(c -> c != null && c.offers() >= MOST_OFFERS);
        if (!free || tired || !exchange.pairsToOffer(leg.dialect(), side, leg.sdp(), lines)) {
            return false;
        }
        for (MediaLine line : lines) {
            Connected connected = line.connected(side);
            if (connected != null) {
                turn.state(turn.state().with(line.with(side, connected.offered())));
            }
        }
        return true;
    }

    /** The peer moves its packets, or names the pairs ICE came to: that is answered here. */
    void moved(Turn turn, Side side, String offered) {
        String description = exchange.moved(offered, turn.leg(side).sdp().remote());
        Result result = across(turn, side, description);
        if (result instanceof Result.Description agreed) {
            turn.leg(side, l -> l.with(l.sdp().withRemote(description)));
            turn.act(new CallAction.ApplyMedia(agreed.plans()));
            if (description.contains("a=remote-candidates:") && searching(turn, side)) {
                turn.note(side, "offer with its pairs", "it is answered when ICE has come to them here, too");
                turn.timer(timer(side), PATIENCE);
            } else {
                answer(turn, side);
            }
        } else if (result instanceof Result.Refused refused) {
            turn.note(side, "new addresses refused", refused.sentence());
            Replies.refuse(turn, side, refused.status(), refused.sentence(), List.of());
        }
    }

    /** {@return whether an offer of that side waits for our ICE} */
    private boolean waits(Turn turn, Side side) {
        return turn.state().negotiation() == null && !searching(turn, side);
    }

    private boolean searching(Turn turn, Side side) {
        return turn.state().lines().stream().anyMatch(line -> {
            String ufrag = exchange.ufrag(turn.leg(side).sdp().remote(), line.index(side));
            Connected connected = line.connected(side);
            return !ufrag.isEmpty()
                    && (connected == null || !connected.remoteUfrag().equals(ufrag));
        });
    }

    /** The answer is due: ICE is there, or we waited long enough. */
    void answer(Turn turn, Side side) {
        turn.stop(timer(side));
        if (turn.leg(side).incoming() == null) {
            return;
        }
        String remote = turn.leg(side).sdp().remote();
        Result result = across(turn, side, remote);
        if (result instanceof Result.Description agreed) {
            turn.leg(side, l -> l.with(l.sdp().withLocal(agreed.text(), agreed.version())));
            turn.note(side, "new addresses taken", "");
            Replies.accept(turn, side, agreed.text(), false, answering);
        } else if (result instanceof Result.Refused refused) {
            Replies.refuse(turn, side, refused.status(), refused.sentence(), List.of());
        }
    }

    /** What the other side said last still holds. */
    private Result across(Turn turn, Side side, String description) {
        Leg other = turn.leg(side.other());
        return exchange.answer(
                new Direction(side, Manner.of(turn.leg(side)), Manner.of(other)),
                description,
                other.sdp().local(),
                other.sdp().remote(),
                turn.state().lines(),
                turn.leg(side).sdp());
    }

    private static @org.jspecify.annotations.Nullable MediaLine line(Turn turn, int id) {
        return turn.state().lines().stream()
                .filter(l -> l.id() == id)
                .findFirst()
                .orElse(null);
    }
}
