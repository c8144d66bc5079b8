package org.bailey.media.relay.srtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.bailey.media.SrtpSource;
import org.junit.jupiter.api.Test;

class IndicesTest {
    private final SrtpSource source = new SrtpSource(1);

    @Test
    void guessesTheRolloverNearestToTheHighestIndex() {
        assertEquals(0x10005, Indices.guess(0xfffe, 5));
        assertEquals(0xfffe, Indices.guess(0x10005, 0xfffe));
        assertEquals(0x17fff, Indices.guess(0x10000, 0x7fff));
        assertEquals(0x8001, Indices.guess(0x10000, 0x8001));
        assertTrue(Indices.guess(5, 0xfffe) < 0, "there is nothing before the first rollover");
    }

    /** Beside a set that forgets nothing. */
    @Test
    void remembersTheLast64ThatWereThere() {
        Random random = new Random(9);
        Set<Long> there = new HashSet<>();
        long highest = 100;
        Indices.note(source, highest);
        there.add(highest);
        for (int i = 0; i < 100_000; i++) {
            long index = highest + random.nextInt(100) - 80;
            boolean seen = index <= highest - 64 || there.contains(index);
            assertEquals(seen, Indices.seen(source.highest, source.window, index), "index " + index + " of " + highest);
            if (!seen) {
                Indices.note(source, index);
                there.add(index);
                highest = Math.max(highest, index);
            }
        }
    }

    @Test
    void numbersOfOurOwnPacketsFollowThoseReceivedOverTheRollover() {
        assertEquals(65_534, Indices.toSend(source, 7, 65_534));
        assertEquals(65_536, Indices.toSend(source, 7, 0));
        assertEquals(65_535, Indices.toSend(source, 7, 65_535), "out of order");
        assertEquals(-1, Indices.toSend(source, 7, 65_535), "the same key stream is never used twice");
    }

    @Test
    void anotherSourceUnderTheSameNumberGoesOnWhereTheFirstWas() {
        Indices.toSend(source, 7, 1000);
        assertEquals(1001, Indices.toSend(source, 8, 40_000));
        assertEquals(1003, Indices.toSend(source, 8, 40_002));
        assertEquals(1002, Indices.toSend(source, 8, 40_001));
        assertEquals(1004, Indices.toSend(source, 7, 1001));
    }

    @Test
    void aLeapIsFollowedWhenTheNextPacketConfirmsIt() {
        Indices.toSend(source, 7, 1000);
        assertEquals(-1, Indices.toSend(source, 7, 30_000), "one alone was astray");
        assertEquals(1001, Indices.toSend(source, 7, 1001));
        assertEquals(-1, Indices.toSend(source, 7, 200));
        assertEquals(1002, Indices.toSend(source, 7, 201));
        assertEquals(1003, Indices.toSend(source, 7, 202));
    }

    @Test
    void noIndexLeavesTwiceWhateverComes() {
        Random random = new Random(10);
        Set<Long> used = new HashSet<>();
        int sequence = 0;
        for (int i = 0; i < 300_000; i++) {
            sequence = random.nextInt(50) == 0 ? random.nextInt(0x10000) : sequence + random.nextInt(5) - 1 & 0xffff;
            long index = Indices.toSend(source, random.nextInt(200) == 0 ? 2 : 1, sequence);
            assertFalse(index >= 0 && !used.add(index), "index " + index);
        }
        assertTrue(used.size() > 100_000, used.size() + " left");
    }
}
