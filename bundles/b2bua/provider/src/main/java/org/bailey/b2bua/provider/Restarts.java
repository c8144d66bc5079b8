package org.bailey.b2bua.provider;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.bailey.b2bua.provider.bridge.SdpExchange;
import org.bailey.call.CallAction;
import org.bailey.call.CallEvent;
import org.bailey.call.Leg;
import org.bailey.call.MediaLine;
import org.bailey.call.Phase;
import org.bailey.media.LocalPorts;
import org.bailey.media.MediaPorts.Allocation;
import org.bailey.media.Side;
import org.bailey.sip.TransactionId;

/**
 * ICE begun anew towards one side (RFC 8445 section 9): the peer did, and is answered with new credentials of ours (RFC
 * 8839 section 4.4.1.1.1), or the way in use is gone, and we ask for another one, also where we have one the peer does not know.
 */
final class Restarts {
    /** How long another way is looked for. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration BUSY = Duration.ofSeconds(2);

    private final SdpExchange exchange;
    private final Endings endings;

    Restarts(SdpExchange exchange, Endings endings) {
        this.exchange = exchange;
        this.endings = endings;
    }

    /** Runs out when we may ask for another way. */
    static String due(Side side) {
        return "restart-" + Turn.name(side);
    }

    /** Runs out when none was found in time. */
    static String limit(Side side) {
        return "lost-" + Turn.name(side);
    }

    static void stop(Turn turn, Side side) {
        turn.stop(due(side));
        turn.stop(limit(side));
    }

    /** {@return whether that description of the peer begins ICE anew: it is answered once we have credentials for it} */
    boolean asked(Turn turn, Side side, String description, TransactionId request) {
        String before = turn.leg(side).sdp().remote();
        List<Integer> lines = turn.state().lines().stream()
                .filter(line -> speaksIce(line, side))
                .filter(line -> {
                    String now = exchange.ufrag(description, line.index(side));
                    String then = exchange.ufrag(before, line.index(side));
                    return !now.isEmpty() && !then.isEmpty() && !now.equals(then);
                })
                .map(MediaLine::id)
                .toList();
        if (lines.isEmpty()) {
            return false;
        }
        turn.note(side, "ICE begins anew", "");
        turn.act(new CallAction.RestartMedia(lines, side, request));
        return true;
    }

    /** The way in use is gone. {@return whether another one is asked for; false when there was none yet} */
    boolean lost(Turn turn, MediaLine line, Side side) {
        if (line.connected(side) == null || turn.leg(side).dialog() == null) {
            return false;
        }
        turn.state(turn.state().with(line.with(side, null)));
        turn.note(side, "ICE: another way is asked for", "line " + line.id());
        turn.timer(due(side), Answering.glareWait(turn, side)); // the peer may notice, too: not both at once
        turn.timer(limit(side), PATIENCE);
        return true;
    }

    /**
     * The way in use was replaced by us alone. Packets go by the new one meanwhile, and the call goes on also if the peer
     * refuses; if it chooses the same pairs by itself in this moment, there is nothing to ask for.
     */
    void unconfirmed(Turn turn, MediaLine line, Side side) {
        if (line.connected(side) == null || turn.leg(side).dialog() == null) {
            return;
        }
        turn.state(turn.state().with(line.with(side, null)));
        turn.note(side, "ICE: the peer is asked to take the new way, too", "line " + line.id());
        turn.timer(due(side), Answering.glareWait(turn, side));
    }

    /** It is time to ask for another way, unless the peer was first or something else is on its way. */
    void due(Turn turn, Side side) {
        List<Integer> lines = without(turn, side).map(MediaLine::id).toList();
        if (lines.isEmpty()) {
            return;
        }
        if (busy(turn, side)) {
            turn.timer(due(side), BUSY);
        } else {
            turn.act(new CallAction.RestartMedia(lines, side, null));
        }
    }

    /** {@return whether our offer with new credentials can go out now; else it is tried again} */
    boolean mayOffer(Turn turn, Side side) {
        if (turn.state().phase() != Phase.ESTABLISHED
                || without(turn, side).findAny().isEmpty()) {
            return false;
        }
        if (busy(turn, side)) {
            turn.timer(due(side), BUSY);
            return false;
        }
        return true;
    }

    private static boolean busy(Turn turn, Side side) {
        Leg leg = turn.leg(side);
        return turn.state().negotiation() != null
                || Lines.allocating(turn)
                || leg.outgoing() != null
                || leg.incoming() != null
                || leg.unacknowledged() != null;
    }

    /** The new credentials are here: they stand in descriptions from now on. */
    static void take(Turn turn, CallEvent.Restarted event) {
        for (Allocation allocation : event.lines()) {
            if (allocation instanceof Allocation.Granted granted) {
                turn.state().lines().stream()
                        .filter(line -> line.id() == granted.line() && line.ready())
                        .findFirst()
                        .ifPresent(line -> turn.state(turn.state().with(renewed(line, granted, event.side()))));
            } else if (allocation instanceof Allocation.Refused refused) {
                turn.note("media", "ICE cannot begin anew", refused.reason());
            }
        }
    }

    // the other side may have begun anew, too: it is told of that itself
    private static MediaLine renewed(MediaLine line, Allocation.Granted granted, Side side) {
        LocalPorts caller = line.caller();
        LocalPorts callee = line.callee();
        MediaLine with = line.withPorts(
                side == Side.CALLER || caller == null ? granted.caller() : caller,
                side == Side.CALLEE || callee == null ? granted.callee() : callee);
        return with.with(side, null);
    }

    /** ICE found a way for a line. */
    void found(Turn turn, Side side) {
        if (without(turn, side).findAny().isEmpty()) {
            stop(turn, side);
        }
    }

    /** No other way was found in time. */
    void late(Turn turn, Side side) {
        if (without(turn, side).anyMatch(line -> Connections.needed(turn, line))) {
            endings.fail(
                    turn,
                    480,
                    Connections.FAILED + " with the " + Turn.name(side)
                            + ": ice processing failed: the way in use was lost, and no other was found within "
                            + PATIENCE.toSeconds() + " s");
        }
    }

    private Stream<MediaLine> without(Turn turn, Side side) {
        String remote = turn.leg(side).sdp().remote();
        return turn.state().lines().stream()
                .filter(line -> speaksIce(line, side)
                        && line.connected(side) == null
                        && !exchange.ufrag(remote, line.index(side)).isEmpty());
    }

    private static boolean speaksIce(MediaLine line, Side side) {
        var ports = line.ports(side);
        return ports != null && ports.ice() != null;
    }
}
