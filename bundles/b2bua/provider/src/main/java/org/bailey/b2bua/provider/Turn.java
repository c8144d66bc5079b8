package org.bailey.b2bua.provider;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.bailey.call.CallAction;
import org.bailey.call.CallMachine.Moment;
import org.bailey.call.CallMachine.Outcome;
import org.bailey.call.CallState;
import org.bailey.call.Leg;
import org.bailey.call.Step;
import org.bailey.media.Side;
import org.bailey.sip.Timers;
import org.bailey.sip.TransactionId;

/** One step of the machine in the making: the state so far, and what is to be done. Lives no longer than the step. */
final class Turn {
    /** Owner name of the call keeper's transactions. */
    private static final String OWNER = "call";

    private final List<CallAction> actions = new ArrayList<>();
    private final Moment moment;
    private CallState state;
    private int drawn;

    Turn(CallState state, Moment moment) {
        this.state = state;
        this.moment = moment;
    }

    CallState state() {
        return state;
    }

    Moment moment() {
        return moment;
    }

    Timers timers() {
        return moment.timers();
    }

    void state(CallState other) {
        state = other;
    }

    /** {@return the leg of that side; a fault of ours when it has none yet} */
    Leg leg(Side side) {
        Leg leg = state.leg(side);
        if (leg == null) {
            throw new IllegalStateException("call " + state.id() + " has no " + name(side) + " yet");
        }
        return leg;
    }

    void leg(Side side, UnaryOperator<Leg> change) {
        state = state.with(side, change.apply(leg(side)));
    }

    void act(CallAction action) {
        actions.add(action);
    }

    void note(Side side, String what, String detail) {
        note(name(side), what, detail);
    }

    void note(String where, String what, String detail) {
        actions.add(new CallAction.Note(new Step(moment.now(), where, what, detail)));
    }

    void timer(String name, Duration after) {
        actions.add(new CallAction.StartTimer(name, after));
    }

    void stop(String name) {
        actions.add(new CallAction.StopTimer(name));
    }

    /** {@return a number not used in this call before} */
    int draw() {
        int number = state.counter();
        state = state.withCounter(number + 1);
        return number;
    }

    TransactionId transaction() {
        return new TransactionId(OWNER, state.id() + "." + draw());
    }

    /** {@return a fresh tag; it begins with the call's id, so that requests in the dialog find the call} */
    String tag() {
        return state.id() + "-" + Long.toHexString(random());
    }

    /** {@return random bits, others each time} */
    long random() {
        long x = moment.random() + 0x9e3779b97f4a7c15L * ++drawn;
        x = (x ^ (x >>> 30)) * 0xbf58476d1ce4e5b9L;
        x = (x ^ (x >>> 27)) * 0x94d049bb133111ebL;
        return (x ^ (x >>> 31)) & Long.MAX_VALUE;
    }

    Outcome outcome() {
        return new Outcome(state, actions);
    }

    static String name(Side side) {
        return side == Side.CALLER ? "caller" : "callee";
    }
}
