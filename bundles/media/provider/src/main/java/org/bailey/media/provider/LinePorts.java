package org.bailey.media.provider;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
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
    private final CompletableFuture<Allocation> first = new CompletableFuture<>();
    private final Map<Side, CompletableFuture<Allocation>> restarts = new EnumMap<>(Side.class);

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
        for (CompletableFuture<Allocation> restart : restarts.values()) {
            if (!restart.isDone()) {
                return restart; // the present ones are about to go
            }
        }
        return restarts.isEmpty() ? first : CompletableFuture.completedFuture(granted());
    }

    /** Gathers candidates where there is ICE. */
    CompletionStage<Allocation> gather() {
        return gather(first, List.of(caller, callee));
    }

    /** Gathers candidates of one side again, under new credentials; the other side may do the same meanwhile. */
    CompletionStage<Allocation> restart(Side side) {
        if (!first.isDone()) {
            return first; // nobody has been told of the present ones
        }
        CompletableFuture<Allocation> running = restarts.get(side);
        if (running != null && !running.isDone()) {
            return running; // nobody has been told of those either
        }
        var asked = new CompletableFuture<Allocation>();
        restarts.put(side, asked);
        return gather(asked, List.of(side == Side.CALLER ? caller : callee));
    }

    private CompletionStage<Allocation> gather(CompletableFuture<Allocation> asked, List<StreamPorts> sides) {
        List<StreamPorts> left = new ArrayList<>(sides);
        for (StreamPorts side : sides) {
            side.gather(() -> {
                left.remove(side);
                if (left.isEmpty()) {
                    asked.complete(granted());
                }
            });
        }
        return asked;
    }

    private Allocation granted() {
        return new Allocation.Granted(line, caller.local, callee.local);
    }

    /** They are closed: whoever still waits for candidates is told so. */
    void closed() {
        var ended = new Allocation.Refused(line, "The call ended while candidates were gathered");
        first.complete(ended);
        List.copyOf(restarts.values()).forEach(restart -> restart.complete(ended));
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
        loop.pictures.watch(caller);
        loop.pictures.watch(callee);
        loop.begin(caller);
        loop.begin(callee);
    }
}
