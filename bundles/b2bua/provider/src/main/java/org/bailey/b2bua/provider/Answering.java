package org.bailey.b2bua.provider;

import java.time.Duration;
import org.bailey.call.Acknowledged;
import org.bailey.call.CallAction;
import org.bailey.call.Leg;
import org.bailey.call.Unacknowledged;
import org.bailey.media.Side;
import org.bailey.sip.SipRequest;
import org.bailey.sip.SipResponse;

/** The end of the three-way handshake (RFC 3261 section 13.3.1.4): our 2xx are ours to repeat, and so are our ACKs. */
final class Answering {
    private final SessionTimers timers;

    Answering(SessionTimers timers) {
        this.timers = timers;
    }

    SessionTimers timers() {
        return timers;
    }

    static String timer(Side side) {
        return "ack-" + Turn.name(side);
    }

    /** The time for an ACK passed once more. */
    void elapsed(Turn turn, Side side, Endings endings) {
        Leg leg = turn.leg(side);
        Unacknowledged waiting = leg.unacknowledged();
        if (waiting == null) {
            return;
        }
        Unacknowledged repeated = waiting.repeated();
        if (left(turn, repeated).isZero()) {
            turn.leg(side, Leg::withoutUnacknowledged);
            endings.lostAck(turn, side);
            return;
        }
        turn.leg(side, l -> l.with(repeated));
        turn.act(new CallAction.Respond(waiting.transaction(), waiting.response()));
        await(turn, side, repeated);
    }

    /** Waits for the ACK until the 2xx has to be sent again, or nobody is waited for any more. */
    static void await(Turn turn, Side side, Unacknowledged sent) {
        Duration pause = turn.timers().pause(sent.repeats());
        Duration left = left(turn, sent);
        turn.timer(timer(side), pause.compareTo(left) < 0 ? pause : left);
    }

    /** {@return what is left of the 64 T1 when this is sent, not less than zero} */
    private static Duration left(Turn turn, Unacknowledged sent) {
        Duration left = turn.timers().left(sent.repeats());
        return left.isNegative() ? Duration.ZERO : left;
    }

    /**
     * {@return how long to wait after a 491} RFC 3261 section 14.1: the owner of the Call-ID waits 2.1 to 4 s, the other
     * side up to 2 s; the called leg's is ours. Never less than 10 ms.
     */
    static Duration glareWait(Turn turn, Side side) {
        long millis = side == Side.CALLEE ? 2100 + turn.random() % 1900 : 10 + turn.random() % 1990;
        return Duration.ofMillis(millis / 10 * 10);
    }

    /** {@return what the ACK belongs to, now settled; null when it was a repetition or belongs to nothing} */
    @org.jspecify.annotations.Nullable
    Unacknowledged acknowledged(Turn turn, Side side, SipRequest ack) {
        Unacknowledged waiting = turn.leg(side).unacknowledged();
        if (waiting == null || waiting.sequence() != ack.cseq()) {
            return null;
        }
        turn.leg(side, Leg::withoutUnacknowledged);
        turn.stop(timer(side));
        return waiting;
    }

    /** A 2xx came although no INVITE of ours awaits it: a repetition, or another fork. {@return whether it was one of them} */
    boolean late(Turn turn, Side side, SipResponse answer, Endings endings) {
        if (!answer.success() || !answer.cseqMethod().equals("INVITE")) {
            return false;
        }
        for (Acknowledged back : turn.leg(side).takenBack()) {
            if (back.remoteTag().equals(answer.to().tag()) && back.ack().cseq() == answer.cseq()) {
                Requests.acknowledgeAgain(turn, side, back);
                return true;
            }
        }
        Acknowledged last = turn.leg(side).acknowledged();
        if (last == null) {
            return false;
        }
        if (last.remoteTag().equals(answer.to().tag())) {
            if (last.ack().cseq() == answer.cseq()) {
                Requests.acknowledgeAgain(turn, side, last);
            }
        } else {
            endings.otherFork(turn, side, answer);
        }
        return true;
    }
}
