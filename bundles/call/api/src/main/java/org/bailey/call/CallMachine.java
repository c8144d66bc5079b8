package org.bailey.call;

import java.time.Instant;
import java.util.List;
import org.bailey.sip.Timers;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Decides about calls: a function from what is and what happened to what is then and what is to be done. It has no
 * threads, sockets, clocks or random numbers of its own, so it may be replaced between any two events. A service.
 */
@ConsumerType
public interface CallMachine {
    /**
     * @param state null for the first event of a call, which is an {@link CallEvent.Invited}
     * @param event what happened
     * @param moment time, timers and randomness
     * @return never fails: a call that cannot go on ends with a reason
     */
    Outcome step(@Nullable CallState state, CallEvent event, Moment moment);

    /**
     * @param state the call from now on
     * @param actions to be done in this order
     */
    record Outcome(CallState state, List<CallAction> actions) {
        public Outcome {
            actions = List.copyOf(actions);
        }
    }

    /**
     * @param callId the id of the call, for its first event
     * @param now the time
     * @param random 64 fresh random bits
     * @param timers how long to wait for an ACK, and when to repeat a 2xx
     */
    record Moment(String callId, Instant now, long random, Timers timers) {}
}
