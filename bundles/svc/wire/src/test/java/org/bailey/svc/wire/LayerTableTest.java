package org.bailey.svc.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class LayerTableTest {
    private static final String BASE = "0140 00c0 0140 00b4 0003d090 10 02 0000";
    private static final String TEMPORAL = "0140 00c0 0140 00b4 0006ddd0 21 06 0000";
    private static final String LARGE = "0280 0170 0280 0168 000c3500 20 0a 0000";

    private final LayerTable table = new LayerTable();

    private boolean read(String hex) {
        ByteBuffer in = Bytes.hex(hex);
        return table.read(in, 0, in.limit());
    }

    @Test
    void describesTwoSizesOfWhichOneHasTwoRates() {
        assertTrue(read("0700000000000000 01 10" + BASE + TEMPORAL + LARGE));
        assertEquals(7, table.present());
        assertEquals(150, table.picturesInTenSeconds(0));
        assertEquals(LayerTable.TEMPORAL, table.kind(1));
        assertEquals(450_000, table.bitsPerSecond(1));
        assertEquals(360, table.height(2));
    }

    @Test
    void anUpdateOnlySaysWhichAreThere() {
        assertTrue(read("0700000000000000 01 10" + BASE + TEMPORAL + LARGE));
        assertTrue(read("0400000000000000 00"));
        assertFalse(table.has(0));
        assertTrue(table.has(2));
        assertEquals(640, table.width(2));
        assertTrue(read("0000000000000080 00"));
        assertTrue(table.has(63));
    }

    @Test
    void theSizeFieldMaySayHowMuchFollowsInAll() {
        assertTrue(read("0300000000000000 01 20" + BASE + TEMPORAL));
        assertEquals(LayerTable.TEMPORAL, table.kind(1));
    }

    @Test
    void longerDescriptionsOfALaterVersionAreRead() {
        assertTrue(read("0300000000000000 01 12" + BASE + "ffff" + TEMPORAL + "ffff"));
        assertEquals(450_000, table.bitsPerSecond(1));
    }

    @Test
    void oneThatLiesChangesNothing() {
        assertTrue(read("0100000000000000 01 10" + BASE));
        for (String lie : new String[] {
            "", // nothing
            "03000000000000", // cut
            "0300000000000000 01", // no size
            "0300000000000000 01 10" + BASE, // one is missing
            "ffffffffffffffff 01 10" + BASE + TEMPORAL, // 62 are missing
            "0300000000000000 01 0f" + BASE + TEMPORAL, // too small to describe
            "0300000000000000 01 ff" + BASE + TEMPORAL, // too large
            "0300000000000000 01 10" + BASE + BASE, // the same twice
            "0300000000000000 01 10" + TEMPORAL + BASE, // the wrong way round
            "0300000000000000 01 10" + BASE + LARGE, // one that is not there
        }) {
            assertFalse(read(lie), lie);
            assertEquals(1, table.present(), lie);
            assertEquals(320, table.width(0), lie);
            assertEquals(0, table.width(2), lie);
        }
    }
}
