package org.bailey.media.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.bailey.media.MediaPorts.PoolStatus;
import org.junit.jupiter.api.Test;

class PortPoolTest {
    @Test
    void givesEvenPortsWhoseOddNeighbourIsInTheRange() {
        var pool = new PortPool(56001, 56006);
        assertEquals(56002, pool.take(0));
        assertEquals(56004, pool.take(0));
        assertEquals(-1, pool.take(0));
        assertEquals(new PoolStatus(56001, 56006, 4, 4, 0, 0, 100, null), pool.status(0));
    }

    @Test
    void hasFiveHundredPairsInTheUsualRange() {
        var pool = new PortPool(56000, 57000);
        for (int pair = 0; pair < 500; pair++) {
            assertEquals(56000 + 2 * pair, pool.take(0));
        }
        assertEquals(-1, pool.take(0));
    }

    @Test
    void letsAPairRestBeforeItIsGivenAgain() {
        var pool = new PortPool(56000, 56001);
        pool.giveBack(pool.take(0), 5);
        assertEquals(-1, pool.take(4));
        assertEquals(2, pool.status(4).quarantined());
        assertEquals(56000, pool.take(5));
    }

    @Test
    void givesThePairThatWasFreeLongest() {
        var pool = new PortPool(56000, 56003);
        pool.giveBack(pool.take(0), 0);
        assertEquals(56002, pool.take(0));
        assertEquals(56000, pool.take(0));
    }

    @Test
    void takesEachPairBackOnce() {
        var pool = new PortPool(56000, 56003);
        int port = pool.take(0);
        pool.giveBack(port, 0);
        pool.giveBack(port, 0);
        pool.take(0);
        pool.take(0);
        assertEquals(-1, pool.take(0));
    }

    @Test
    void saysWhatRanOutAndWhatToDo() {
        var pool = new PortPool(56000, 56005);
        pool.take(0);
        pool.giveBack(pool.take(0), 9);
        pool.setAside(pool.take(0), 9);
        String reason = pool.exhausted();
        assertTrue(
                reason.startsWith("Media port pool exhausted: of 3 port pairs in 56000-56005, 1 are in use, 1 rest"),
                reason);
        assertTrue(reason.contains("1 are taken by other programs"), reason);
        assertTrue(reason.endsWith("raise org.bailey.media lastPort"), reason);
    }

    @Test
    void keepsPairsInUseThroughAChangeOfRange() {
        var pool = new PortPool(56000, 56003);
        int kept = pool.take(0);
        int outside = pool.take(0);
        pool.resize(56000, 56001);
        assertEquals(-1, pool.take(0));
        pool.giveBack(outside, 0);
        assertEquals(-1, pool.take(0));
        pool.giveBack(kept, 0);
        assertEquals(kept, pool.take(0));
        pool.resize(57000, 57001);
        assertEquals(57000, pool.take(0));
    }
}
