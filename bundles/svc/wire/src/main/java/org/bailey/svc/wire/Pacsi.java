package org.bailey.svc.wire;

import java.nio.ByteBuffer;

/** Writes the NAL unit that describes the others of its layer and picture; see {@link PacsiReader} for what it looks like. */
public final class Pacsi {
    /** Stream layout: 139FB1A9-446A-4DEC-8CBF-65B1E12D2CFD. */
    static final long LAYOUT_HIGH = 0x139f_b1a9_446a_4decL;

    static final long LAYOUT_LOW = 0x8cbf_65b1_e12d_2cfdL;
    /** Bitstream info: 05FBC6B9-5A80-40E5-A22A-AB4020267E26. */
    static final long BITSTREAM_HIGH = 0x05fb_c6b9_5a80_40e5L;

    static final long BITSTREAM_LOW = 0xa22a_ab40_2026_7e26L;
    private static final int ORDER_AND_FIRST =
            0x22; // T and S: as senders known to work with Microsoft's clients have it
    private static final int USER_DATA = 5;

    private Pacsi() {}

    /** {@return whether a SEI NAL unit is one of Microsoft's, which other decoders have no use for; its header at from} */
    public static boolean isMicrosoft(ByteBuffer in, int from, int to) {
        if (to - from < 19 || in.get(from + 1) != USER_DATA) {
            return false;
        }
        long high = in.getLong(from + 3);
        long low = in.getLong(from + 11);
        return high == LAYOUT_HIGH && low == LAYOUT_LOW || high == BITSTREAM_HIGH && low == BITSTREAM_LOW;
    }

    /**
     * Writes all but the layout: what is in each.
     *
     * @param refIdc the highest of the NAL units described, 0 to 3
     * @param svc bits of {@link SvcHeader}
     * @param order decoding order of the first NAL unit, modulo 65536
     */
    public static void head(ByteBuffer out, int refIdc, int svc, int order) {
        out.put((byte) (refIdc << 5 | Nal.PACSI));
        SvcHeader.write(out, svc);
        out.put((byte) ORDER_AND_FIRST).putShort((short) order);
    }

    /**
     * Writes which layers there are; a {@link #layer} for each has to follow, the lowest first.
     *
     * @param present a bit for each layer, layer 0 the lowest
     */
    public static void layout(ByteBuffer out, long present) {
        int size = 16 + 10 + Long.bitCount(present) * LayerTable.DESCRIPTION;
        int more = size >= 255 ? size / 255 : 0;
        out.putShort((short) (3 + more + size)).put((byte) Nal.SEI).put((byte) USER_DATA);
        for (int i = 0; i < more; i++) {
            out.put((byte) 255);
        }
        out.put((byte) (size - 255 * more)).putLong(LAYOUT_HIGH).putLong(LAYOUT_LOW);
        out.putLong(Long.reverseBytes(present)).put((byte) 1).put((byte) LayerTable.DESCRIPTION);
    }

    /**
     * Describes one layer.
     *
     * @param sps size of its pictures
     * @param picturesInTenSeconds told as the next of 7.5, 12.5, 15, 25, 30, 50, 60 a second
     * @param kind {@link LayerTable#BASE} or {@link LayerTable#TEMPORAL}
     */
    public static void layer(
            ByteBuffer out, Sps sps, long bitsPerSecond, int picturesInTenSeconds, int kind, int priority) {
        out.putShort((short) sps.codedWidth()).putShort((short) sps.codedHeight());
        out.putShort((short) sps.width()).putShort((short) sps.height());
        out.putInt((int) Math.min(bitsPerSecond, 0xffff_ffffL));
        out.put((byte) (LayerTable.rateIndex(picturesInTenSeconds) << 3 | kind));
        out.put((byte) (priority << 2 | (sps.isConstrainedBaseline() ? 2 : 0))).putShort((short) 0);
    }

    /**
     * Writes what a receiver waits for to know that it has all of the layer's picture.
     *
     * @param references number of the picture among those others refer to, modulo 256
     * @param units NAL units that follow, 0 to 255
     */
    public static void bitstream(ByteBuffer out, int references, int units) {
        out.putShort((short) 21).put((byte) Nal.SEI).put((byte) USER_DATA).put((byte) 18);
        out.putLong(BITSTREAM_HIGH)
                .putLong(BITSTREAM_LOW)
                .put((byte) references)
                .put((byte) units);
    }
}
