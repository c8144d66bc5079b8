package org.bailey.media.provider;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.bailey.media.MediaFlow;
import org.bailey.media.MediaLinePlan;
import org.bailey.media.MediaPorts.Allocation;
import org.bailey.media.Side;

/**
 * The four ports of one media line.
 *
 * @param answer completes when they can be told, with the candidates of a side that has ICE
 */
record LinePorts(int line, StreamPorts caller, StreamPorts callee, CompletableFuture<Allocation> answer) {
    /** So many ports. */
    static final int PORTS = 4;

    LinePorts {
        caller.state.opposite = callee.state;
        callee.state.opposite = caller.state;
        caller.out = callee;
        callee.out = caller;
    }

    LinePorts(int line, StreamPorts caller, StreamPorts callee) {
        this(line, caller, callee, new CompletableFuture<>());
    }

    /** Gathers candidates where there is ICE. */
    CompletionStage<Allocation> gather() {
        List<StreamPorts> left = new ArrayList<>(List.of(caller, callee));
        for (StreamPorts side : List.of(caller, callee)) {
            side.gather(() -> {
                left.remove(side);
                if (left.isEmpty()) {
                    answer.complete(new Allocation.Granted(line, caller.local, callee.local));
                }
            });
        }
        return answer;
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
