package org.bailey.media.provider;

import org.bailey.media.MediaFlow;
import org.bailey.media.MediaLinePlan;
import org.bailey.media.MediaPorts.Allocation;
import org.bailey.media.Side;

/** The four ports of one media line. */
record LinePorts(int line, StreamPorts caller, StreamPorts callee) {
    LinePorts {
        caller.state.opposite = callee.state;
        callee.state.opposite = caller.state;
        caller.out = callee;
        callee.out = caller;
    }

    Allocation granted() {
        return new Allocation.Granted(line, caller.local, callee.local);
    }

    void apply(MediaLinePlan plan, long nanos) {
        MediaFlow toCallee = plan.towards(Side.CALLEE);
        MediaFlow toCaller = plan.towards(Side.CALLER);
        caller.face(toCaller.to());
        callee.face(toCallee.to());
        caller.carry(toCallee, nanos);
        callee.carry(toCaller, nanos);
    }
}
