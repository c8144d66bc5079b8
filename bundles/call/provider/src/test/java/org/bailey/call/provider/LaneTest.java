package org.bailey.call.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.Executors;
import org.bailey.call.CallAction;
import org.bailey.call.CallEvent;
import org.bailey.sip.Body;
import org.bailey.sip.Headers;
import org.bailey.sip.SipEvent;
import org.bailey.sip.SipRequest;
import org.bailey.sip.SipUri;
import org.bailey.sip.Source;
import org.bailey.sip.TransactionId;
import org.bailey.sip.Transport;
import org.junit.jupiter.api.Test;

class LaneTest {
    private static final Source PEER = new Source(
            "standard",
            Transport.TCP,
            new InetSocketAddress("127.0.0.2", 5060),
            new InetSocketAddress("127.0.0.1", 5060),
            List.of());
    private final Lane lane = new Lane("abc", new TransactionId("server", "s1"), "key");

    private static CallEvent request() {
        SipRequest info = new SipRequest("INFO", "sip:gw.test", Headers.NONE, Body.EMPTY);
        return new CallEvent.Signalled(
                new SipEvent.Requested(new TransactionId("server", "s2"), info, PEER, SipUri.parse("sip:gw.test")));
    }

    @Test
    void aFullQueueTakesNoRequestsOfPeersButEverythingTheCallWaitsFor() {
        assertTrue(lane.offer(request(), 2));
        assertTrue(lane.offer(request(), 2));
        assertFalse(lane.offer(request(), 2));
        assertTrue(lane.offer(new CallEvent.Elapsed("ring"), 2));
        assertTrue(lane.offer(new CallEvent.Signalled(new SipEvent.TimedOut(new TransactionId("call", "abc.1"))), 2));
        assertEquals(4, lane.waiting());
    }

    @Test
    void nobodyWorksOnALaneThatWaitsForAName() {
        lane.pause = Lane.Pause.NAME;
        assertFalse(lane.schedule());
        lane.pause = Lane.Pause.NONE;
        assertTrue(lane.schedule());
        assertFalse(lane.schedule(), "one worker at a time");
        assertFalse(lane.rest(true));
        assertTrue(lane.schedule());
    }

    @Test
    void aNameThatIsFoundWhileTheWorkerGivesUpIsNotForgotten() {
        assertTrue(lane.schedule());
        lane.pending.add(new CallAction.Finish());
        lane.pause = Lane.Pause.NAME;
        boolean mayWork = lane.pause == Lane.Pause.NONE;
        lane.pause = Lane.Pause.NONE;
        assertFalse(lane.schedule(), "the worker is still there");
        assertTrue(lane.rest(mayWork), "so it goes on");
        assertFalse(lane.rest(false), "once");
        assertTrue(lane.schedule());
    }

    @Test
    void aMachineThatArrivesWhileTheWorkerGivesUpIsNotForgotten() {
        lane.offer(new CallEvent.Elapsed("ring"), 2);
        assertTrue(lane.schedule());
        assertFalse(lane.schedule(), "the worker found no machine and is still there");
        assertTrue(lane.rest(false), "so it looks again");
        assertFalse(lane.rest(false), "once");
    }

    @Test
    void aTransactionIsForgottenWithItsAnswerAndTheLaneWithItsEnd() {
        var worker = Executors.newSingleThreadExecutor();
        Lanes lanes = new Lanes(worker, l -> {});
        TransactionId opening = new TransactionId("server", "s1");
        Lane call = lanes.open("abc", opening, "key", true);
        assertNull(lanes.open("def", new TransactionId("server", "s9"), "key", true), "the same INVITE a second time");
        TransactionId change = new TransactionId("server", "s2");
        lanes.watch(call, change);
        assertEquals(call, lanes.of(change));
        lanes.unwatch(call, change);
        assertNull(lanes.of(change));
        call.finished = true;
        lanes.close(call);
        assertNull(lanes.of(opening));
        lanes.watch(call, change);
        assertNull(lanes.of(change), "a finished call watches nothing");
        assertEquals(0, lanes.size());
        worker.shutdown();
    }
}
