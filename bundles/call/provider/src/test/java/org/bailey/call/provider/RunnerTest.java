package org.bailey.call.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.bailey.call.CallEvent;
import org.bailey.call.CallMachine;
import org.bailey.media.Side;
import org.bailey.module.Faults;
import org.bailey.sip.SipEvent;
import org.bailey.sip.TransactionId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of events whose call ended while they waited; neither the machine nor the performer is asked for them. */
class RunnerTest {
    private final List<SipEvent> late = new ArrayList<>();
    private final Lane lane = new Lane("call", new TransactionId("call", "in1"), "key");

    @Test
    @Timeout(10)
    void whatCameForAnEndedCallBelongsToNoCallAndTheWorkerIsFree() {
        SipEvent first = new SipEvent.TimedOut(new TransactionId("call", "call.1"));
        SipEvent second = new SipEvent.Unsendable(new TransactionId("call", "call.2"), "closed by the peer");
        lane.offer(new CallEvent.Signalled(first), 16);
        lane.offer(new CallEvent.MediaStarted(0, Side.CALLER), 16);
        lane.offer(new CallEvent.Signalled(second), 16);
        lane.finished = true;
        lane.schedule();

        new Runner(new Replaceable<>(() -> Faults.NONE), null, null, late::add).run(lane);

        assertEquals(List.of(first, second), late);
        assertEquals(0, lane.waiting());
        assertTrue(lane.schedule(), "the lane rests");
    }

    @Test
    @Timeout(10)
    void whatAMachineUnderWatchThrewOnWaitsForTheOneThatComes() {
        List<String> told = new ArrayList<>();
        var machine =
                new Replaceable<CallMachine>(() -> (code, where, what) -> told.add(where + " " + what.getMessage()));
        CallMachine broken = (state, event, moment) -> {
            throw new NoSuchMethodError("gone");
        };
        machine.arrived(broken);
        CallEvent event = new CallEvent.MediaStarted(0, Side.CALLER);
        lane.offer(event, 16);
        lane.schedule();
        Runner runner = new Runner(machine, new PaperStack(), null, late::add);
        runner.run(lane);
        assertEquals(List.of("call call: MediaStarted gone"), told);
        assertEquals(1, lane.waiting());

        List<CallEvent> stepped = new ArrayList<>();
        machine.arrived((state, next, moment) -> {
            stepped.add(next);
            return new CallMachine.Outcome(state, List.of());
        });
        machine.left(broken);
        assertTrue(lane.schedule(), "the lane rests until then");
        runner.run(lane);
        assertEquals(List.of(event), stepped);
        assertEquals(0, lane.waiting());
    }
}
