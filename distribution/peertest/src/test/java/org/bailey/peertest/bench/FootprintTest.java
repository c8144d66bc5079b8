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
                        "5 class loaders more than the 100 before; 4 are tolerated",
                        "11 threads more than the 80 before; 10 are tolerated",
                        "9 sockets more than the 30 before; 8 are tolerated",
                        "32769 KiB of heap more than the 50000 before; 32768 are tolerated"),
                new Footprint(105, 91, 39, 82_769).growth(BEFORE));
        assertEquals(
                List.of("5 class loaders more than the 100 before; 4 are tolerated"),
                new Footprint(105, 80, 30, 50_000).growth(BEFORE));
    }

    @Test
    void lessAndALittleMoreIsNoGrowth() {
        assertEquals(List.of(), new Footprint(104, 90, 38, 82_768).growth(BEFORE));
        assertEquals(List.of(), new Footprint(90, 70, 20, 40_000).growth(BEFORE));
    }
}
