package org.bailey.media.provider;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.bailey.media.MediaFlow;
import org.bailey.media.MediaLinePlan;
import org.bailey.media.MediaPorts.Allocation;
import org.bailey.media.Side;

/** The four ports of one media line. Belongs to the loop of its call. */
final class LinePorts {
    /** So many ports. */
    static final int PORTS = 4;

    final int line;
    final StreamPorts caller;
    final StreamPorts callee;
    private CompletableFuture<Allocation> answer = new CompletableFuture<>();

    LinePorts(int line, StreamPorts caller, StreamPorts callee) {
        this.line = line;
        this.caller = caller;
        this.callee = callee;
        caller.state.opposite = callee.state;
        callee.state.opposite = caller.state;
        caller.out = callee;
        callee.out = caller;
    }

    /** {@return what is told of them; completes with the candidates of a side that has ICE} */
    CompletionStage<Allocation> answer() {
        return answer;
    }

    /** Gathers candidates where there is ICE. */
    CompletionStage<Allocation> gather() {
        return gather(List.of(caller, callee));
    }

    /** Gathers candidates of one side again, under new credentials. */
    CompletionStage<Allocation> restart(Side side) {
        if (!answer.isDone()) {
            return answer; // nobody has been told of the present ones
        }
        answer = new CompletableFuture<>();
        return gather(List.of(side == Side.CALLER ? caller : callee));
    }

    private CompletionStage<Allocation> gather(List<StreamPorts> sides) {
        CompletableFuture<Allocation> asked = answer;
        List<StreamPorts> left = new ArrayList<>(sides);
        for (StreamPorts side : sides) {
            side.gather(() -> {
                left.remove(side);
                if (left.isEmpty()) {
                    asked.complete(new Allocation.Granted(line, caller.local, callee.local));
                }
            });
        }
        return asked;
    }

    /** They are closed: whoever still waits for candidates is told so. */
    void closed() {
        answer.complete(new Allocation.Refused(line, "The call ended while candidates were gathered"));
    }

    void apply(MediaLinePlan plan, MediaLoop loop) {
        long nanos = loop.nanos();
        MediaFlow toCallee = plan.towards(Side.CALLEE);
        MediaFlow toCaller = plan.towards(Side.CALLER);
        caller.face(toCaller.to());
        callee.face(toCallee.to());
        caller.carry(toCallee, nanos);
        callee.carry(toCaller, nanos);
        caller.understand(plan.bridge(), toCaller.feedback());
        callee.understand(plan.bridge(), toCallee.feedback());
        loop.begin(caller);
        loop.begin(callee);
    }
}
