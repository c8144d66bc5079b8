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
    static final Duration T1 = Duration.ofMillis(500);
    private static final Duration T2 = Duration.ofSeconds(4);
    /** 64 T1 = 32 s are over after 11 sendings: 0.5 + 1 + 2 + 7 times 4 s, and the rest. */
    private static final int LAST_REPEAT = 10;

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
        if (waiting.repeats() >= LAST_REPEAT) {
            turn.leg(side, Leg::withoutUnacknowledged);
            endings.lostAck(turn, side);
            return;
        }
        turn.leg(side, l -> l.with(waiting.repeated()));
        turn.act(new CallAction.Respond(waiting.transaction(), waiting.response()));
        turn.timer(timer(side), interval(waiting.repeats() + 1));
    }

    /** {@return how long to wait after so many repetitions: doubling up to T2} */
    static Duration interval(int repeats) {
        Duration doubled = T1.multipliedBy(1L << Math.min(repeats, 10));
        return doubled.compareTo(T2) > 0 ? T2 : doubled;
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
