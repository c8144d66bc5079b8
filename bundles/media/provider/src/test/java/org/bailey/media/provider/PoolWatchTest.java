package org.bailey.media.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import org.junit.jupiter.api.Test;

class PoolWatchTest {
    private static final long SECOND = 1_000_000_000L;

    private final PortPool pool = new PortPool(56000, 57000);
    private final PoolWatch watch = new PoolWatch(pool, () -> 80);
    private final ArrayDeque<Integer> taken = new ArrayDeque<>();
    private long now;

    /** Calls begin and none ends. */
    private void begin(int callsPerSecond, int seconds) {
        for (int second = 0; second < seconds; second++) {
            for (int call = 0; call < callsPerSecond; call++) {
                watch.began();
                taken.add(pool.take(now));
                taken.add(pool.take(now));
            }
            now += SECOND;
            watch.look(now);
        }
    }

    private String warning() {
        return watch.status(now).warning();
    }

    @Test
    void saysInWordsWhenThePoolWillBeUsedUp() {
        begin(1, 200);
        assertEquals(
                "Media port pool: 800 of 1000 ports in 56000-57000 (80 %) are in use or rest after a call; at the present"
                        + " rate of 60 calls/min the pool is used up within a minute; raise org.bailey.media lastPort",
                warning());
    }

    @Test
    void countsNothingThatOtherProgramsHave() {
        for (int pair = 0; pair < 100; pair++) {
            pool.setAside(pool.take(now), now + 3600 * SECOND);
        }
        assertEquals(800, watch.status(now).total());
        assertEquals(800, watch.status(now).free());
        begin(159, 1);
        assertNull(warning());
        begin(1, 1);
        assertTrue(warning().startsWith("Media port pool: 640 of 800 ports in 56000-57000 (80 %)"), warning());
        assertEquals(160, watch.status(now).free());
    }

    @Test
    void portsInUseOutsideOfASmallerRangeTakeNothingFromIt() {
        begin(200, 1);
        pool.resize(56800, 57000);
        begin(0, 1);
        assertEquals(200, watch.status(now).total());
        assertEquals(200, watch.status(now).free());
        assertEquals(800, watch.status(now).inUse());
    }

    @Test
    void countsTheMinutesThatAreLeft() {
        begin(190, 1);
        begin(0, 60);
        for (int round = 0; round < 10; round++) {
            begin(1, 1);
            begin(0, 5);
        }
        String sentence = warning();
        assertNotNull(sentence);
        assertTrue(sentence.contains("at the present rate of 10 calls/min the pool is used up in 5 minutes"), sentence);
    }

    @Test
    void warnsNotBelowTheMarkAndEndsWhenEnoughCameBack() {
        begin(199, 1);
        assertNull(warning());
        begin(1, 1);
        assertNotNull(warning());
        pool.giveBack(taken.remove(), now);
        begin(0, 1);
        assertNotNull(warning(), "one pair less is no relief yet");
        while (taken.size() > 340) {
            pool.giveBack(taken.remove(), now);
        }
        begin(0, 1);
        assertNull(warning());
    }

    @Test
    void saysThatItDoesNotFillAnyFurther() {
        begin(205, 1);
        begin(0, 70);
        assertTrue(warning().contains("at the present rate of 0 calls/min it does not fill any further"), warning());
    }
}
