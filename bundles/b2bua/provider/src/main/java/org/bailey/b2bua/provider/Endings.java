package org.bailey.b2bua.provider;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.bailey.call.Acknowledged;
import org.bailey.call.CallAction;
import org.bailey.call.CallState;
import org.bailey.call.Dialog;
import org.bailey.call.End;
import org.bailey.call.Leg;
import org.bailey.call.Outgoing;
import org.bailey.call.Phase;
import org.bailey.dialplan.Dialect;
import org.bailey.media.Side;
import org.bailey.sip.Body;
import org.bailey.sip.Header;
import org.bailey.sip.SipRequest;
import org.bailey.sip.SipResponse;
import org.bailey.sip.TransactionId;

/** How calls end: each side that is still there is told in the way its state asks for, then everything is given back. */
final class Endings {
    /** How many forks that answered too late are remembered. */
    private static final int MOST_FORKS = 32;
    /** Transactions live for 64 T1: nothing is to be heard any more so long after that. */
    private static final Duration DRAIN = Duration.ofSeconds(8);

    /** One side said BYE. */
    void bye(Turn turn, Side side, TransactionId transaction, SipRequest bye) {
        Replies.plain(turn, side, transaction, bye, 200, List.of());
        Leg leg = turn.leg(side);
        if (leg.dialog() == null) {
            forkGone(turn, side, bye);
            return;
        }
        if (leg.incoming() != null) {
            Replies.refuse(turn, side, 487, "", List.of());
        }
        turn.leg(side, Leg::withoutUnacknowledged);
        turn.stop(Answering.timer(side));
        String why = bye.headers()
                .first("Reason")
                .or(() -> bye.headers().first("ms-client-diagnostics"))
                .orElse("");
        turn.note(side, "BYE", why);
        if (turn.state().phase() == Phase.ENDING) {
            return;
        }
        String diagnosis = why.isEmpty() ? "" : " (" + why + ")";
        end(turn, new End(Turn.name(side), 200, "The " + Turn.name(side) + " hung up" + diagnosis + "."), side);
    }

    /** One endpoint of several left before it answered; the others go on ringing. */
    private static void forkGone(Turn turn, Side side, SipRequest bye) {
        String tag = bye.from().tag();
        turn.leg(
                side,
                l -> l.withForks(l.forks().stream()
                        .filter(fork -> !fork.remoteTag().equals(tag))
                        .toList()));
        turn.note(side, "BYE of an endpoint that only rang", "the others go on");
    }

    /** The caller gave up before an answer. */
    void cancelled(Turn turn, SipRequest cancel) {
        String reason = cancel.headers().first("Reason", "");
        turn.note(Side.CALLER, "CANCEL", reason);
        Replies.refuse(turn, Side.CALLER, 487, "", List.of());
        end(turn, new End("caller", 487, "The caller gave up before an answer."), Side.CALLER);
    }

    /** No ACK came for our 2xx in 64 T1: the peer does not find the way back to us. */
    void lostAck(Turn turn, Side side) {
        Leg leg = turn.leg(side);
        String sentence = "No ACK from the " + Turn.name(side) + " in "
                + turn.timers().limit().toSeconds() + " s: it has to reach " + leg.contact()
                + ". Check that this name resolves on its side, and that no load balancer sits in the way of the ACK.";
        turn.note(side, "no ACK received", sentence);
        if (turn.state().phase() == Phase.ENDING) {
            hangUp(turn, side);
            return;
        }
        end(turn, new End("gateway", 408, sentence), null);
    }

    /** The gateway ends the call; the sides still there hear the status. */
    void fail(Turn turn, int status, String sentence) {
        if (turn.state().phase() == Phase.ENDING) {
            return;
        }
        turn.note("gateway", "call ends: " + status + " " + Statuses.reason(status), sentence);
        end(turn, new End("gateway", status, sentence), null);
    }

    /** The called side refused; the caller hears the status of its own dialect. */
    void refused(Turn turn, SipResponse answer) {
        End refusal = refusal(turn.leg(Side.CALLEE), answer);
        turn.leg(Side.CALLEE, Leg::withoutOutgoing);
        end(turn, refusal, Side.CALLEE);
    }

    /** {@return what a refusal of the called side means for the call} */
    static End refusal(Leg callee, SipResponse answer) {
        String diagnosis = answer.headers()
                .first("ms-diagnostics")
                .or(() -> answer.headers().first("ms-client-diagnostics"))
                .or(() -> answer.headers().first("Warning"))
                .orElse("");
        String sentence = answer.status() == 401 || answer.status() == 407
                ? callee.zone() + " asks us to authenticate (" + answer.status()
                        + "): it does not trust this gateway as a server."
                : Statuses.encryption(callee, answer, diagnosis)
                        .orElse("The called side answered " + answer.status() + " " + answer.reason()
                                + (diagnosis.isEmpty() ? "." : ": " + diagnosis));
        return new End("callee", Statuses.across(answer, callee.dialect()), sentence);
    }

    /** Ends a call whose called side is not there any more. */
    void end(Turn turn, End why) {
        turn.note("gateway", "call ends: " + why.status() + " " + Statuses.reason(why.status()), why.sentence());
        end(turn, why, null);
    }

    void operator(Turn turn, String who, String reason) {
        turn.note("gateway", "ended by " + who, reason);
        end(turn, new End("operator", 200, who + " ended the call: " + reason), null);
    }

    /** Another fork answered after the first: it is acknowledged and sent home (RFC 3261 section 13.2.2.4). */
    void otherFork(Turn turn, Side side, SipResponse answer) {
        Leg leg = turn.leg(side);
        Dialog won = leg.dialog();
        if (won == null) {
            return;
        }
        SipRequest invite = new SipRequest(
                "INVITE",
                won.target(),
                org.bailey.sip.Headers.of(
                        new Header("From", won.local()),
                                new Header("To", answer.headers().first("To", "")),
                        new Header("Call-ID", won.callId()), new Header("CSeq", answer.cseq() + " INVITE")),
                Body.EMPTY);
        ackAndBye(turn, side, invite, answer, "another endpoint answered first");
    }

    /** Takes back a 2xx nobody wants any more: ACK, then BYE in its dialog. */
    void ackAndBye(Turn turn, Side side, SipRequest invite, SipResponse answer, String why) {
        Dialog dialog = Dialogs.ofAnswer(invite, answer);
        List<Acknowledged> takenBack = new ArrayList<>(turn.leg(side).takenBack());
        takenBack.add(Requests.acknowledgeOnly(turn, side, dialog, answer.cseq()));
        turn.leg(
                side,
                l -> l.withTakenBack(takenBack.subList(Math.max(0, takenBack.size() - MOST_FORKS), takenBack.size())));
        Requests.byeTo(turn, side, dialog, reason(turn.leg(side), 200, "Call completed elsewhere"));
        turn.note(side, "200 of a fork taken back", why);
    }

    /** Tells both sides but {@code gone}, which knows already. */
    private void end(Turn turn, End end, @org.jspecify.annotations.Nullable Side gone) {
        CallState state = turn.state();
        if (state.phase() == Phase.ENDING || state.phase() == Phase.ENDED) {
            return;
        }
        turn.state(state.with(Phase.ENDING).with(end).settled());
        stopTimers(turn);
        for (Side side : Side.values()) {
            if (side != gone && turn.state().leg(side) != null) {
                tell(turn, side, end);
            }
        }
        Lines.releaseAll(turn, state.lines(), state.negotiation());
        drain(turn);
    }

    private static void drain(Turn turn) {
        turn.timer("drain", turn.timers().limit().plus(DRAIN));
    }

    private void tell(Turn turn, Side side, End end) {
        Leg leg = turn.leg(side);
        if (side == Side.CALLER && turn.state().answered() == null) {
            int status = end.status() == 200 ? 480 : end.status();
            Replies.refuse(turn, side, status, end.sentence(), List.of());
            return;
        }
        if (leg.incoming() != null) {
            Replies.refuse(turn, side, 487, "", List.of());
        }
        Outgoing outgoing = leg.outgoing();
        if (leg.dialog() != null && leg.unacknowledged() == null) {
            hangUp(turn, side);
        } else if (leg.dialog() != null) {
            turn.note(side, "BYE waits for the ACK", ""); // RFC 3261 section 15
        } else if (outgoing != null && !outgoing.cancelled()) {
            turn.leg(side, l -> l.with(outgoing.asCancelled()));
            turn.act(new CallAction.Cancel(
                    outgoing.transaction(), end.by().equals("caller") ? "" : "SIP;cause=" + end.status()));
        }
    }

    /** Says BYE in the leg's dialog; an INVITE of ours that has no answer yet is kept beside it. */
    void hangUp(Turn turn, Side side) {
        Leg leg = turn.leg(side);
        End end = turn.state().end();
        Outgoing outgoing = leg.outgoing();
        if (outgoing != null && outgoing.request().is("INVITE")) {
            turn.leg(side, l -> l.withOvertaken(outgoing));
        }
        Requests.send(
                turn, side, "BYE", end == null ? List.of() : reason(leg, end.status(), end.sentence()), Body.EMPTY);
        drain(turn);
    }

    /** An answer to a request in a dialog that came when the call was over already: a 2xx to INVITE wants its ACK. */
    void lateAnswer(Turn turn, Side side, SipResponse answer) {
        Dialog dialog = turn.leg(side).dialog();
        if (dialog != null && answer.success() && answer.cseqMethod().equals("INVITE")) {
            Requests.acknowledge(
                    turn, side, dialog.withTarget(Dialogs.contact(answer, dialog.target())), answer.cseq());
        }
    }

    private static List<Header> reason(Leg leg, int status, String sentence) {
        if (status == 200) {
            return List.of();
        }
        return leg.dialect() == Dialect.MICROSOFT
                ? Statuses.diagnostics(leg, status, sentence)
                : List.of(
                        new Header("Reason", "SIP;cause=" + status + ";text=\"" + Statuses.quotable(sentence) + "\""));
    }

    private static void stopTimers(Turn turn) {
        turn.stop("ring");
        for (Side side : Side.values()) {
            turn.stop(Withdrawals.patience(side));
            turn.stop(SessionTimers.refresh(side));
            turn.stop(SessionTimers.expire(side));
            turn.stop(Changes.glare(side));
            turn.stop(Connections.timer(side));
            Restarts.stop(turn, side);
        }
    }

    /** When everyone has been told and has answered, the call is given back. */
    void finishWhenDone(Turn turn) {
        CallState state = turn.state();
        Leg callee = state.callee();
        if (state.phase() == Phase.ENDING && told(state.caller()) && (callee == null || told(callee))) {
            finish(turn);
        }
    }

    private static boolean told(Leg leg) {
        return leg.outgoing() == null && leg.overtaken() == null && leg.unacknowledged() == null;
    }

    void finish(Turn turn) {
        turn.state(turn.state().with(Phase.ENDED));
        turn.act(new CallAction.Finish());
    }
}
