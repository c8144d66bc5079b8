package org.bailey.media.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.bailey.ice.IceFailure;
import org.bailey.media.EndedStreams;
import org.bailey.media.Side;
import org.bailey.media.SourcePolicy;
import org.bailey.media.StreamState;
import org.junit.jupiter.api.Test;

class TotalsTest {
    private final Totals totals = new Totals();
    private final StreamState one = new StreamState(0, "audio", Side.CALLER, SourcePolicy.SIGNALLED, 0);
    private final StreamState other = new StreamState(0, "audio", Side.CALLEE, SourcePolicy.SIGNALLED, 0);

    @Test
    void keepWhatStreamsThatAreOverHaveCounted() {
        totals.begins(one);
        totals.begins(other);
        one.packets = 50;
        one.bytes = 8600;
        one.held = 2;
        other.packets = 7;
        other.held = 1;
        assertEquals(57, totals.now().packets());
        totals.ends(one);
        assertEquals(57, totals.now().packets());
        assertEquals(8600, totals.now().bytes());
        assertEquals(3, totals.now().drops().held());
        assertEquals(3, totals.now().drops().sum());
        totals.ends(one);
        totals.ends(other);
        assertEquals(57, totals.now().packets());
        assertEquals(2, totals.now().streams());
    }

    @Test
    void tellStreamsThatAreOverByTheirLoss() {
        totals.begins(one);
        totals.begins(other);
        one.packets = 95;
        one.reception.lostBefore = 5;
        totals.ends(other);
        assertEquals(new EndedStreams(1, 0, 0, 0, 0), totals.now().ended());
        totals.ends(one);
        assertEquals(new EndedStreams(1, 0, 0, 0, 1), totals.now().ended());
    }

    @Test
    void knowEachCauseOfIceFromTheBeginning() {
        assertEquals(0, totals.now().ice().failed().get(IceFailure.CONSENT));
        totals.failed(IceFailure.CONSENT);
        totals.connected();
        assertEquals(1, totals.now().ice().failed().get(IceFailure.CONSENT));
        assertEquals(0, totals.now().ice().failed().get(IceFailure.NO_RELAY));
        assertEquals(1, totals.now().ice().connected());
    }

    @Test
    void doNotFallWhenALatePacketTakesBackALoss() {
        totals.begins(one);
        one.reception.begun = true;
        one.reception.first = 1;
        one.reception.highest = 10;
        one.reception.received = 8;
        assertEquals(2, totals.now().lost());
        one.reception.received = 9;
        assertEquals(2, totals.now().lost());
        one.reception.highest = 20;
        assertEquals(11, totals.now().lost());
    }
}
