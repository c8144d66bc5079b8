package org.bailey.call.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.bailey.call.CallEvent;
import org.bailey.media.Side;
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

        new Runner(new Replaceable<>(), null, null, late::add).run(lane);

        assertEquals(List.of(first, second), late);
        assertEquals(0, lane.waiting());
        assertTrue(lane.schedule(), "the lane rests");
    }
}
