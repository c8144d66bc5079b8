package org.bailey.svc.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** The bytes are what pidgin-sipe, whose pictures Microsoft's clients show, writes by its source before a key picture of 640x360. */
class PacsiTest {
    private static final String KEY_PICTURE = "7e c08007 22 0001"
            + "| 002d 06 05 2a 139fb1a9446a4dec8cbf65b1e12d2cfd 0100000000000000 01 10"
            + "| 0280 0170 0280 0168 000927c0 20 02 0000"
            + "| 0015 06 05 12 05fbc6b95a8040e5a22aab4020267e26 07 04";
    private static final Sps SPS = new Sps(66, 0xc0, 30, 0, 640, 368, 640, 360, 1, false, true, -1, -1);

    @Test
    void writesTheBytesThatAreSaidToWork() {
        ByteBuffer out = ByteBuffer.allocate(200);
        Pacsi.head(out, 3, SvcHeader.of(true, 0, 0, false), 1);
        Pacsi.layout(out, 1);
        Pacsi.layer(out, SPS, 600_000, 300, LayerTable.BASE, 0);
        Pacsi.bitstream(out, 7, 4);
        assertEquals(Bytes.hex(out), plain(KEY_PICTURE));
        assertEquals(77, out.position());
    }

    private static String plain(String text) {
        return text.replaceAll("[\\s|]", "");
    }

    @Test
    void readsThem() {
        ByteBuffer in = Bytes.hex(KEY_PICTURE);
        var pacsi = new PacsiReader();
        assertTrue(pacsi.read(in, 0, in.limit()));
        assertTrue(SvcHeader.idr(pacsi.svc()) && SvcHeader.isBase(pacsi.svc()));
        assertEquals(0, SvcHeader.priority(pacsi.svc()));
        assertEquals(1, pacsi.order());
        assertEquals(7, pacsi.references());
        assertEquals(4, pacsi.units());
        var layers = new LayerTable();
        assertTrue(layers.read(in, pacsi.layoutStart(), pacsi.layoutEnd()));
        assertEquals(1, layers.present());
        assertEquals("640x360", layers.width(0) + "x" + layers.height(0));
        assertEquals(600_000, layers.bitsPerSecond(0));
        assertEquals(300, layers.picturesInTenSeconds(0));
        assertEquals(LayerTable.BASE, layers.kind(0));
    }

    @Test
    void isSafeCutAnywhere() {
        ByteBuffer whole = Bytes.hex(KEY_PICTURE);
        var pacsi = new PacsiReader();
        for (int end = 0; end < whole.limit(); end++) {
            ByteBuffer cut = ByteBuffer.wrap(whole.array().clone(), 0, end).slice();
            assertEquals(end >= 7, pacsi.read(cut, 0, end), "cut to " + end);
            assertEquals(-1, pacsi.units(), "cut to " + end);
            assertEquals(end >= 7 + 2 + 45, pacsi.layoutStart() > 0, "cut to " + end);
        }
    }

    @Test
    void optionalFieldsMoveTheRest() {
        ByteBuffer in = Bytes.hex("7e c08007 62 aabbcc 1234 0015 06 05 12 05fbc6b95a8040e5a22aab4020267e26 01 02");
        var pacsi = new PacsiReader();
        assertTrue(pacsi.read(in, 0, in.limit()));
        assertEquals(0x1234, pacsi.order());
        assertEquals(2, pacsi.units());
        assertTrue(pacsi.read(Bytes.hex("7e c08007 02"), 0, 5));
        assertEquals(-1, pacsi.order());
        assertFalse(pacsi.read(Bytes.hex("7e c08007 42 aabb"), 0, 7));
    }

    @Test
    void aMessageLongerThan255IsWalkedOver() {
        ByteBuffer in = ByteBuffer.allocate(400);
        Pacsi.head(in, 3, SvcHeader.of(false, 1, 1, true), 65535);
        Pacsi.layout(in, 0xffff_ffff_ffffL);
        for (int layer = 0; layer < 48 && in.remaining() > 16; layer++) {
            Pacsi.layer(in, SPS, 1, 75, LayerTable.TEMPORAL, layer);
        }
        // 48 layers do not fit: the size says so, and nothing is read behind the end
        var pacsi = new PacsiReader();
        assertTrue(pacsi.read(in, 0, in.position()));
        assertEquals(-1, pacsi.layoutStart());
        ByteBuffer room = ByteBuffer.allocate(1000);
        Pacsi.head(room, 3, SvcHeader.of(false, 1, 1, true), 65535);
        Pacsi.layout(room, 0xffff_ffff_ffffL);
        for (int layer = 0; layer < 48; layer++) {
            Pacsi.layer(room, SPS, 1, 75, LayerTable.TEMPORAL, layer);
        }
        Pacsi.bitstream(room, 255, 255);
        assertTrue(pacsi.read(room, 0, room.position()));
        var layers = new LayerTable();
        assertTrue(layers.read(room, pacsi.layoutStart(), pacsi.layoutEnd()));
        assertEquals(48, Long.bitCount(layers.present()));
        assertEquals(LayerTable.TEMPORAL, layers.kind(47));
        assertEquals(255, pacsi.units());
    }

    @Test
    void tellsMicrosoftsSeiFromOthers() {
        ByteBuffer in = Bytes.hex(KEY_PICTURE);
        assertTrue(Pacsi.isMicrosoft(in, 9, 54));
        assertTrue(Pacsi.isMicrosoft(in, 56, 77));
        assertFalse(Pacsi.isMicrosoft(in, 56, 70));
        assertFalse(Pacsi.isMicrosoft(in, 7, 54));
    }
}
