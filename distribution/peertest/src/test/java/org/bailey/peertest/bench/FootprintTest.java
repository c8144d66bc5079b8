package org.bailey.peertest.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class FootprintTest {
    private static final Footprint BEFORE = new Footprint(100, 80, 30, 50_000);

    @Test
    void whatIsTooMuchIsNamedEachByItself() {
        assertEquals(
                List.of(
                        "4 class loaders more than the 100 before; 3 are tolerated",
                        "6 threads more than the 80 before; 5 are tolerated",
                        "5 sockets more than the 30 before; 4 are tolerated",
                        "12289 KiB of heap more than the 50000 before; 12288 are tolerated"),
                new Footprint(104, 86, 35, 62_289).growth(BEFORE));
        assertEquals(
                List.of("4 class loaders more than the 100 before; 3 are tolerated"),
                new Footprint(104, 80, 30, 50_000).growth(BEFORE));
    }

    @Test
    void lessAndALittleMoreIsNoGrowth() {
        assertEquals(List.of(), new Footprint(103, 85, 34, 62_288).growth(BEFORE));
        assertEquals(List.of(), new Footprint(90, 70, 20, 40_000).growth(BEFORE));
    }
}
