package org.bailey.svc.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 6184 sections 5.6 to 5.8. */
class PayloadReaderTest {
    private static List<String> read(String hex) {
        ByteBuffer in = Bytes.hex(hex);
        var reader = new PayloadReader();
        List<String> units = new ArrayList<>();
        if (!reader.open(in, 0, in.limit())) {
            assertFalse(reader.next());
            return List.of("malformed");
        }
        while (reader.next()) {
            units.add(reader.type() + (reader.begins() ? "[" : "-") + reader.start() + ".." + reader.end()
                    + (reader.ends() ? "]" : "-") + Integer.toHexString(reader.header()));
        }
        return units;
    }

    @Test
    void aSingleUnitIsThePayload() {
        assertEquals(List.of("5[0..3]65"), read("65 01 02"));
    }

    @Test
    void aggregatedUnitsComeInTurn() {
        assertEquals(List.of("30[3..8]7e", "7[10..12]67", "8[14..15]68"), read("78 0005 7ec0800702 0002 6742 0001 68"));
    }

    @Test
    void aPieceHasTheHeaderOfItsUnit() {
        assertEquals(List.of("5[2..4-65"), read("7c 85 aabb"));
        assertEquals(List.of("5-2..3-65"), read("7c 05 aa"));
        assertEquals(List.of("1-2..3]41"), read("5c 41 aa"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00 01 02", // type 0
                "79 0000 0002 6742", // STAP-B
                "7d 85 0000 aabb", // FU-B
                "7f 01", // type 31
                "78", // nothing aggregated
                "78 0000",
                "78 0000 0002 6742",
                "78 0003 6742", // longer than the packet
                "78 ffff 6742",
                "78 0002 6742 00",
                "78 0002 6742 0001",
                "78 0003 780001", // an aggregate in an aggregate
                "78 0003 7c8501", // a piece in an aggregate
                "78 0003 7ec080", // a description without its head
                "7c 85", // an empty piece
                "7c c5 aa", // begins and ends
                "7c 9c aa", // a piece of a piece
                "7c 9e aa", // a piece of a description
                "7c 80 aa", // a piece of type 0
                "6e c080", // a prefix without its head
            })
    void whatRfc6184HasNotIsMalformedAsAWhole(String hex) {
        assertEquals(List.of("malformed"), read(hex));
    }

    @Test
    void readsOnlyWithinItsBounds() {
        ByteBuffer in = Bytes.hex("ffff 78 0002 6742 ffff");
        var reader = new PayloadReader();
        assertTrue(reader.open(in, 2, 7));
        assertTrue(reader.next());
        assertEquals(5, reader.start());
        assertEquals(7, reader.end());
        assertFalse(reader.next());
        assertFalse(reader.open(in, 2, 6));
    }
}
