package org.bailey.b2bua.provider;

import java.time.Duration;
import java.util.List;
import org.bailey.call.CallAction;
import org.bailey.call.Negotiation;
import org.bailey.call.Negotiation.Purpose;
import org.bailey.call.Outgoing;
import org.bailey.media.Side;

/** Changes that come to nothing: refused, taken back by who asked, or not answered in time. */
final class Withdrawals {
    /** How long a peer may take to answer a re-INVITE before it is cancelled. */
    static final Duration PATIENCE = Duration.ofSeconds(32);

    private Withdrawals() {}

    static String patience(Side side) {
        return "change-" + Turn.name(side);
    }

    /** {@return the offer that side was asked with; null when it was asked for a session refresh only} */
    static @org.jspecify.annotations.Nullable Negotiation asked(Turn turn, Side side) {
        Negotiation negotiation = turn.state().negotiation();
        return negotiation != null && negotiation.asked() && negotiation.offerer() != side ? negotiation : null;
    }

    /** The offer on its way, if any, came to nothing. */
    static void settled(Turn turn) {
        Negotiation negotiation = turn.state().negotiation();
        if (negotiation != null) {
            Lines.restore(turn, negotiation);
            turn.state(turn.state().settled());
        }
    }

    /** The side asked only says that it is at it, for too long. */
    static void impatient(Turn turn, Side side) {
        Outgoing outgoing = turn.leg(side).outgoing();
        if (outgoing == null || !outgoing.request().is("INVITE") || outgoing.cancelled()) {
            return;
        }
        turn.note(side, "re-INVITE not answered in " + PATIENCE.toSeconds() + " s", "it is cancelled");
        if (asked(turn, side) != null) {
            // not 408: that would end the offerer's dialog (RFC 3261 section 12.2.1.2)
            Replies.refuse(turn, side.other(), 504, "The other side did not answer the change.", List.of());
            takeBack(turn, side);
        } else {
            cancel(turn, side, outgoing);
        }
    }

    /** The offer that side was or would be asked with is void; it may have agreed already, then it is brought back. */
    static void takeBack(Turn turn, Side side) {
        Negotiation negotiation = asked(turn, side);
        Outgoing outgoing = turn.leg(side).outgoing();
        settled(turn);
        if (negotiation != null && outgoing != null) {
            cancel(turn, side, outgoing);
            turn.state(turn.state().with(restoring(turn, side.other()).asked(true)));
        }
    }

    private static void cancel(Turn turn, Side side, Outgoing outgoing) {
        if (!outgoing.cancelled()) {
            turn.leg(side, l -> l.with(outgoing.asCancelled()));
            turn.act(new CallAction.Cancel(outgoing.transaction(), ""));
        }
    }

    static Negotiation restoring(Turn turn, Side side) {
        return new Negotiation(side, turn.leg(side).sdp().remote(), Purpose.FOLLOW);
    }
}
