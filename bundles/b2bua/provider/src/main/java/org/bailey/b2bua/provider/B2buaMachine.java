package org.bailey.b2bua.provider;

import java.util.function.Supplier;
import org.bailey.b2bua.provider.bridge.SdpExchange;
import org.bailey.call.CallEvent;
import org.bailey.call.CallMachine;
import org.bailey.call.CallState;
import org.bailey.call.Leg;
import org.bailey.call.Outgoing;
import org.bailey.call.Phase;
import org.bailey.media.Side;
import org.bailey.sip.SipEvent;
import org.bailey.sip.SipResponse;
import org.bailey.sip.TransactionId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The back-to-back user agent as a function of state and event. It only finds the part that knows. */
final class B2buaMachine implements CallMachine {
    private static final Logger LOG = LoggerFactory.getLogger(B2buaMachine.class);

    private final Endings endings = new Endings();
    private final SessionTimers timers;
    private final Answering answering;
    private final CallSetup setup;
    private final CalleeAnswers calleeAnswers;
    private final Changes changes;
    private final InDialog inDialog;

    B2buaMachine(SdpExchange exchange, Supplier<B2buaSettings> settings, Interop interop) {
        timers = new SessionTimers(settings);
        answering = new Answering(timers);
        setup = new CallSetup(exchange, timers, endings, interop);
        calleeAnswers = new CalleeAnswers(exchange, setup, answering, endings, interop);
        changes = new Changes(exchange, answering, endings);
        inDialog = new InDialog(answering, changes, endings);
    }

    @Override
    public Outcome step(@Nullable CallState state, CallEvent event, Moment moment) {
        Turn turn = null;
        try {
            if (state == null) {
                turn = setup.invited((CallEvent.Invited) event, moment);
            } else {
                turn = new Turn(state, moment);
                happened(turn, event);
                changes.tellPairs(turn);
            }
            endings.finishWhenDone(turn);
            return turn.outcome();
        } catch (RuntimeException fault) {
            LOG.error(
                    "B2BUA-001 call {} ends: a fault of the gateway at {}",
                    moment.callId(),
                    event.getClass().getSimpleName(),
                    fault);
            Turn last = turn == null || state == null ? turn : new Turn(state, moment);
            if (last == null) {
                throw fault; // not even a state: the keeper answers 500
            }
            last.note("gateway", "fault B2BUA-001", event.getClass().getSimpleName() + ": " + fault);
            endings.fail(last, 500, "A fault of the gateway ended the call (B2BUA-001); the log has the details.");
            endings.finishWhenDone(last);
            return last.outcome();
        }
    }

    private void happened(Turn turn, CallEvent event) {
        boolean ending = turn.state().phase() == Phase.ENDING;
        if (event instanceof CallEvent.Signalled signalled) {
            signalled(turn, signalled.event());
        } else if (event instanceof CallEvent.Elapsed elapsed) {
            elapsed(turn, elapsed.timer());
        } else if (event instanceof CallEvent.Routed routed && !ending) {
            setup.routed(turn, routed);
        } else if (event instanceof CallEvent.Allocated allocated) {
            if (ending) {
                Lines.take(turn, allocated.lines());
            } else if (turn.state().phase() == Phase.ESTABLISHED) {
                changes.allocated(turn, allocated);
            } else {
                setup.allocated(turn, allocated);
            }
        } else if (event instanceof CallEvent.Restarted restarted && !ending) {
            changes.restarted(turn, restarted);
        } else if (event instanceof CallEvent.MediaStarted started) {
            turn.note("media", "first packet", "line " + started.line() + " from the " + Turn.name(started.from()));
        } else if (event instanceof CallEvent.MediaSilent silent) {
            turn.note(
                    "media",
                    "no RTP",
                    "line " + silent.line() + ": nothing from the " + Turn.name(silent.from()) + " for "
                            + silent.seconds() + " s");
        } else if (event instanceof CallEvent.MediaResumed resumed) {
            turn.note("media", "RTP again", "line " + resumed.line() + " from the " + Turn.name(resumed.from()));
        } else if (event instanceof CallEvent.MediaConnected connected) {
            changes.ways().connected(turn, connected);
        } else if (event instanceof CallEvent.MediaUnconfirmed unconfirmed) {
            changes.ways().unconfirmed(turn, unconfirmed);
        } else if (event instanceof CallEvent.MediaDisconnected disconnected) {
            changes.ways().disconnected(turn, disconnected);
        } else if (event instanceof CallEvent.PictureWished wished && !ending) {
            PictureControl.ask(turn, wished.of(), wished.wish());
        } else if (event instanceof CallEvent.Hangup hangup) {
            endings.operator(turn, hangup.who(), hangup.reason());
        }
    }

    private void signalled(Turn turn, SipEvent event) {
        if (event instanceof SipEvent.Requested requested) {
            inDialog.requested(turn, requested);
        } else if (event instanceof SipEvent.Cancelled cancelled) {
            cancelled(turn, cancelled);
        } else if (event instanceof SipEvent.Responded responded) {
            responded(turn, responded.transaction(), responded.response());
        } else if (event instanceof SipEvent.TimedOut timedOut) {
            silent(
                    turn,
                    timedOut.transaction(),
                    408,
                    "no answer within " + turn.timers().limit().toSeconds() + " s");
        } else if (event instanceof SipEvent.Unsendable unsendable) {
            silent(turn, unsendable.transaction(), 503, unsendable.reason());
        } else if (event instanceof SipEvent.Unacknowledged) {
            turn.note("gateway", "no ACK for our refusal", "");
        }
    }

    private void cancelled(Turn turn, SipEvent.Cancelled event) {
        for (Side side : Side.values()) {
            Leg leg = turn.state().leg(side);
            if (leg != null
                    && leg.incoming() != null
                    && leg.incoming().transaction().equals(event.transaction())) {
                if (side == Side.CALLER && turn.state().answered() == null) {
                    endings.cancelled(turn, event.cancel());
                } else {
                    changes.cancelled(turn, side);
                }
                return;
            }
        }
    }

    private void responded(Turn turn, TransactionId transaction, SipResponse answer) {
        Side side = asked(turn.state(), transaction);
        Side overtaken = overtaken(turn, transaction);
        if (side == null && overtaken != null) {
            if (!answer.provisional()) {
                turn.leg(overtaken, l -> l.withOvertaken(null));
                endings.lateAnswer(turn, overtaken, answer);
            }
            return;
        }
        if (side == null) {
            for (Side each : Side.values()) {
                Leg leg = turn.state().leg(each);
                if (leg != null && leg.dialog() != null && leg.dialog().callId().equals(answer.callId())) {
                    answering.late(turn, each, answer, endings);
                }
            }
            return;
        }
        Outgoing outgoing = outgoing(turn, side);
        if (turn.state().phase() == Phase.ENDING && turn.leg(side).dialog() != null) {
            if (!answer.provisional()) {
                turn.leg(side, Leg::withoutOutgoing);
                endings.lateAnswer(turn, side, answer);
            }
            return;
        }
        switch (outgoing.request().method()) {
            case "INVITE" -> {
                if (side == Side.CALLEE && turn.leg(side).dialog() == null) {
                    calleeAnswers.responded(turn, outgoing, answer);
                } else {
                    changes.responded(turn, side, outgoing, answer);
                }
            }
            case "UPDATE" -> updated(turn, side, answer);
            default -> {
                if (!answer.provisional()) {
                    turn.leg(side, Leg::withoutOutgoing); // BYE: whatever the answer, the dialog is over
                }
            }
        }
    }

    private void updated(Turn turn, Side side, SipResponse answer) {
        if (answer.provisional()) {
            return;
        }
        turn.leg(side, Leg::withoutOutgoing);
        if (answer.success()) {
            timers.granted(turn, side, answer);
        } else if (answer.status() == 408 || answer.status() == 481) {
            endings.fail(
                    turn,
                    answer.status(),
                    "The " + Turn.name(side) + " does not know the call any more: it answered " + answer
                            + " to our session refresh.");
        } else {
            timers.refused(turn, side, answer);
        }
    }

    /** Nothing came back for a request of ours. */
    private void silent(Turn turn, TransactionId transaction, int status, String reason) {
        Side side = asked(turn.state(), transaction);
        if (side == null) {
            Side overtaken = overtaken(turn, transaction);
            if (overtaken != null) {
                turn.leg(overtaken, l -> l.withOvertaken(null));
            }
            return;
        }
        Outgoing outgoing = outgoing(turn, side);
        if (outgoing.request().is("BYE")) {
            turn.leg(side, Leg::withoutOutgoing);
        } else if (side == Side.CALLEE && turn.leg(side).dialog() == null) {
            calleeAnswers.unreachable(turn, outgoing, status, reason);
        } else {
            turn.leg(side, Leg::withoutOutgoing);
            endings.fail(
                    turn,
                    status,
                    "The " + Turn.name(side) + " is gone: " + outgoing.request().method() + " to "
                            + turn.leg(side).alias() + ": " + reason + ".");
        }
    }

    private void elapsed(Turn turn, String timer) {
        if (timer.equals("drain")) {
            if (turn.state().phase() == Phase.ENDING) {
                endings.finish(turn);
            }
            return;
        }
        if (turn.state().phase() == Phase.ENDING && !timer.startsWith("ack-")) {
            return;
        }
        if (timer.equals("ring")) {
            calleeAnswers.ringTimeout(turn);
            return;
        }
        Side side = timer.endsWith("caller") ? Side.CALLER : Side.CALLEE;
        switch (timer.substring(0, timer.indexOf('-'))) {
            case "ack" -> answering.elapsed(turn, side, endings);
            case "refresh" -> timers.refresh(turn, side);
            case "expire" ->
                endings.fail(
                        turn,
                        408,
                        "The " + Turn.name(side) + " did not refresh the session within "
                                + turn.leg(side).timer().seconds() + " s: it is gone.");
            case "change" -> Withdrawals.impatient(turn, side);
            case "glare" -> changes.again(turn, side);
            case "way" -> changes.ways().answer(turn, side);
            case "restart" -> changes.ways().restarts().due(turn, side);
            case "lost" -> changes.ways().restarts().late(turn, side);
            default -> throw new IllegalStateException("no such timer: " + timer);
        }
    }

    private static @Nullable Side asked(CallState state, TransactionId transaction) {
        for (Side side : Side.values()) {
            Leg leg = state.leg(side);
            if (leg != null
                    && leg.outgoing() != null
                    && leg.outgoing().transaction().equals(transaction)) {
                return side;
            }
        }
        return null;
    }

    /** {@return the side whose INVITE was overtaken by our BYE} */
    private static @Nullable Side overtaken(Turn turn, TransactionId transaction) {
        for (Side side : Side.values()) {
            Leg leg = turn.state().leg(side);
            if (leg != null
                    && leg.overtaken() != null
                    && leg.overtaken().transaction().equals(transaction)) {
                return side;
            }
        }
        return null;
    }

    private static Outgoing outgoing(Turn turn, Side side) {
        Outgoing outgoing = turn.leg(side).outgoing();
        if (outgoing == null) {
            throw new IllegalStateException("no request of ours to the " + Turn.name(side));
        }
        return outgoing;
    }
}
