package org.bailey.svc.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Parameter sets made by OpenH264 2.3.1 and x264 164. */
class SpsTest {
    private static final String OPENH264_360P = "6742c01e8c8d705017fcb00f08846e";
    private static final String X264_HIGH_720P = "6764001facb200a00b7602200000030020000007 91e30649";

    private static Sps read(String hex) {
        ByteBuffer in = Bytes.hex(hex);
        return Objects.requireNonNull(Sps.read(in, 0, in.limit()));
    }

    @Test
    void readsConstrainedBaselineWithCropping() {
        Sps sps = read(OPENH264_360P);
        assertEquals(66, sps.profile());
        assertTrue(sps.isConstrainedBaseline());
        assertEquals(30, sps.level());
        assertEquals("640x368", sps.codedWidth() + "x" + sps.codedHeight());
        assertEquals("640x360", sps.width() + "x" + sps.height());
        assertEquals(920, sps.macroblocks());
        assertEquals(0, sps.reordered());
        assertTrue(sps.framesOnly());
    }

    @Test
    void readsHighWithItsDisplayPart() {
        Sps sps = read(X264_HIGH_720P);
        assertEquals(100, sps.profile());
        assertFalse(sps.isConstrainedBaseline());
        assertEquals("1280x720", sps.width() + "x" + sps.height());
        assertEquals(0, sps.reordered());
        assertTrue(sps.buffered() >= 1, "buffered " + sps.buffered());
    }

    @Test
    void readsThePictureParameterSet() {
        ByteBuffer cavlc = Bytes.hex("68ce3c80");
        assertEquals(new Pps(0, 0, false), Pps.read(cavlc, 0, cavlc.limit()));
        ByteBuffer cabac = Bytes.hex("68ebc3cb22c0");
        assertEquals(new Pps(0, 0, true), Pps.read(cabac, 0, cabac.limit()));
        assertNull(Pps.read(cabac, 0, 1));
    }

    @Test
    void isSafeCutAnywhere() {
        for (String hex : new String[] {OPENH264_360P, X264_HIGH_720P}) {
            ByteBuffer whole = Bytes.hex(hex);
            for (int end = 0; end < 10; end++) {
                assertNull(
                        Sps.read(ByteBuffer.wrap(whole.array().clone(), 0, end).slice(), 0, end), "cut to " + end);
            }
            for (int end = 10; end < whole.limit(); end++) {
                Sps.read(ByteBuffer.wrap(whole.array().clone(), 0, end).slice(), 0, end);
            }
            assertNotNull(Sps.read(whole, 0, whole.limit()));
        }
    }

    @Test
    void refusesSizesNoDecoderTakes() {
        // 66, c0, 30; then id 0, frame numbers 0, order 2, one reference, no gaps, and a width of 2^30 macroblocks
        assertNull(Sps.read(Bytes.hex("6742c01e d90000000100000002ffff"), 0, 15));
        assertNull(Sps.read(Bytes.hex("6742c01e 000000000000000000000000000000ff"), 0, 20));
        assertNull(Sps.read(Bytes.hex("6742c01e ffffffffffffffffffffffff"), 0, 4));
    }
}
