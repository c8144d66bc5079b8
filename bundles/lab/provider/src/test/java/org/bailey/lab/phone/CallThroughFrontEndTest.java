package org.bailey.lab.phone;

import static org.bailey.lab.phone.Bench.ALICE;
import static org.bailey.lab.phone.Bench.ROOM;
import static org.bailey.lab.phone.Bench.SOON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CallThroughFrontEndTest {
    private Bench bench;

    @BeforeEach
    void open() throws Exception {
        bench = new Bench();
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void bothHearEachOtherAndTheClientHangsUp() {
        LabCall call = bench.alice.call(ROOM).awaitConnected(SOON);
        LabCall far = bench.room.awaitIncoming(SOON).awaitConnected(SOON);
        call.awaitTone(880, SOON);
        far.awaitTone(440, SOON);
        assertTrue(call.toneShare(440) < 0.01, "the client hears itself");
        assertEquals(0, call.audioStats().lost());
        call.bye();
        assertEquals(CallEnd.How.BYE_SENT, call.awaitEnded(SOON).how());
        assertEquals(CallEnd.How.BYE_RECEIVED, far.awaitEnded(SOON).how());
        assertEquals(0, bench.alice.openMediaLines() + bench.room.openMediaLines());
    }

    @Test
    void theRoomCallsHoldsResumesAndHangsUp() {
        LabCall call = bench.room.call(ALICE).awaitConnected(SOON).awaitTone(440, SOON);
        LabCall far = bench.alice.awaitIncoming(SOON).awaitTone(880, SOON);
        call.hold();
        far.awaitHeldByPeer(true, SOON);
        call.awaitSilence(440, SOON);
        call.resume();
        far.awaitHeldByPeer(false, SOON);
        call.awaitTone(440, SOON);
        far.awaitTone(880, SOON);
        call.bye();
        assertEquals(CallEnd.How.BYE_RECEIVED, far.awaitEnded(SOON).how());
    }
}
