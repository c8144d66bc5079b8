package org.bailey.call.provider;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.function.Consumer;
import org.bailey.call.CallAction;
import org.bailey.call.CallEvent;
import org.bailey.call.CallMachine;
import org.bailey.call.CallMachine.Moment;
import org.bailey.call.CallMachine.Outcome;
import org.bailey.sip.Body;
import org.bailey.sip.Headers;
import org.bailey.sip.SipEvent;
import org.bailey.sip.SipResponse;
import org.bailey.sip.SipStack;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a lane: event by event through the machine, action by action through the performer. */
final class Runner {
    private static final Logger LOG = LoggerFactory.getLogger(Runner.class);

    private final Replaceable<CallMachine> machine;
    private final SipStack sip;
    private final SecureRandom random = new SecureRandom();
    private final Performer performer;
    private final Consumer<SipEvent> late;

    /** @param late hears of what came for a call that was over when its turn came */
    Runner(Replaceable<CallMachine> machine, SipStack sip, Performer performer, Consumer<SipEvent> late) {
        this.machine = machine;
        this.sip = sip;
        this.performer = performer;
        this.late = late;
    }

    void run(Lane lane) {
        boolean mayWork = true;
        do {
            try {
                mayWork = work(lane);
            } catch (RuntimeException | LinkageError fault) {
                LOG.error("CALL-002 call {}: an event could not be handled", lane.callId, fault);
                lane.pending.poll();
            }
        } while (lane.rest(mayWork));
    }

    /** {@return false when nothing can be done until something wakes the lane} */
    private boolean work(Lane lane) {
        while (true) {
            CallAction action;
            while ((action = lane.pending.peek()) != null) {
                if (!performer.perform(lane, action)) {
                    return lane.pause == Lane.Pause.NONE;
                }
                lane.pending.poll();
            }
            CallEvent event = lane.poll();
            if (event == null) {
                return true;
            }
            if (lane.finished) {
                tooLate(event);
            } else if (!(event instanceof CallEvent.Elapsed elapsed && stale(lane, elapsed)) && !step(lane, event)) {
                lane.unpoll(event);
                return false;
            }
        }
    }

    /** The call ended while this waited: it belongs to no call any more, and who asked still gets an answer. */
    private void tooLate(CallEvent event) {
        if (event instanceof CallEvent.Signalled signalled) {
            late.accept(signalled.event());
        }
    }

    /** A timer that was stopped or started anew after it had run out. */
    private static boolean stale(Lane lane, CallEvent.Elapsed elapsed) {
        Timer timer = lane.timers.get(elapsed.timer());
        if (timer == null || !timer.fired()) {
            return true;
        }
        lane.timers.remove(elapsed.timer());
        return false;
    }

    private boolean step(Lane lane, CallEvent event) {
        Moment moment = new Moment(lane.callId, Instant.now(), random.nextLong(), sip.timers());
        Outcome outcome;
        try {
            outcome = machine.use(
                    m -> m.step(lane.state, event, moment),
                    () -> "call " + lane.callId + ": " + event.getClass().getSimpleName());
        } catch (RuntimeException | LinkageError fault) {
            LOG.error("CALL-003 call {}: the call machine failed", lane.callId, fault);
            if (lane.state == null) {
                sip.respond(
                        lane.opening,
                        new SipResponse(500, "Server Internal Error", Headers.NONE, Body.EMPTY, lane.callId + "-0"));
                lane.pending.add(new CallAction.Finish());
            }
            return true;
        }
        if (outcome == null) {
            return false;
        }
        lane.state = outcome.state();
        lane.pending.addAll(outcome.actions());
        return true;
    }
}
