package org.bailey.svc.wire;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What a gateway has to know of a sequence parameter set (H.264 section 7.3.2.1), plain or subset.
 *
 * @param profile profile_idc: 66 baseline, 77 main, 83 scalable baseline, 100 high
 * @param constraints the byte behind it: constraint_set0_flag is the highest bit
 * @param level level_idc: ten times the level
 * @param id 0 to 31
 * @param codedWidth in pixels, a multiple of 16
 * @param codedHeight in pixels, a multiple of 16
 * @param width what is to be shown, in pixels
 * @param height what is to be shown, in pixels
 * @param references pictures that others may refer to at a time
 * @param gaps whether pictures others refer to may be missing: gaps_in_frame_num_value_allowed_flag
 * @param framesOnly whether there are no fields
 * @param reordered pictures that may be shown later than they are decoded; -1 where it is not told
 * @param buffered pictures a decoder keeps at most; -1 where it is not told
 */
public record Sps(
        int profile,
        int constraints,
        int level,
        int id,
        int codedWidth,
        int codedHeight,
        int width,
        int height,
        int references,
        boolean gaps,
        boolean framesOnly,
        int reordered,
        int buffered) {
    private static final int MOST_MACROBLOCKS = 1024; // to a side: 16384 pixels
    private static final int LEAST = 4;

    /** {@return whether decoders of Constrained Baseline take it (H.264 annex A.2.1.1)} */
    public boolean isConstrainedBaseline() {
        return profile == 66 && (constraints & 0x40) != 0;
    }

    /** {@return macroblocks of a picture, as levels limit them (MaxFS)} */
    public int macroblocks() {
        return codedWidth / 16 * (codedHeight / 16);
    }

    /**
     * Reads one.
     *
     * @param from its header, type 7 or 15
     * @return null if it is damaged, or is of no size a decoder would take
     */
    public static @Nullable Sps read(ByteBuffer in, int from, int to) {
        if (to - from <= LEAST) {
            return null;
        }
        int profile = in.get(from + 1) & 0xff;
        int constraints = in.get(from + 2) & 0xff;
        int level = in.get(from + 3) & 0xff;
        BitReader bits = new BitReader(in, from + LEAST, to);
        int id = bits.unsigned();
        int chroma = isHigh(profile) ? chroma(bits) : 1;
        bits.unsigned(); // log2_max_frame_num_minus4
        if (!order(bits)) {
            return null;
        }
        int references = bits.unsigned();
        boolean gaps = bits.flag();
        int columns = bits.unsigned() + 1;
        boolean sized = columns > 0 && columns <= MOST_MACROBLOCKS;
        int rows = bits.unsigned() + 1;
        boolean framesOnly = bits.flag();
        rows *= framesOnly ? 1 : 2;
        sized &= rows > 0 && rows <= MOST_MACROBLOCKS;
        if (!framesOnly) {
            bits.bit(); // mb_adaptive_frame_field_flag
        }
        bits.bit(); // direct_8x8_inference_flag
        int width = 16 * columns;
        int height = 16 * rows;
        if (bits.flag()) {
            int across = chroma == 1 || chroma == 2 ? 2 : 1;
            int down = (chroma == 1 ? 2 : 1) * (framesOnly ? 1 : 2);
            width = cropped(width, across, bits.unsigned(), bits.unsigned());
            height = cropped(height, down, bits.unsigned(), bits.unsigned());
        }
        boolean described = bits.flag();
        if (bits.overrun() || !sized || width <= 0 || height <= 0 || id > 31 || references > 16 || chroma > 3) {
            return null;
        }
        int[] limits = described ? Vui.limits(bits) : Vui.NONE;
        return new Sps(
                profile,
                constraints,
                level,
                id,
                16 * columns,
                16 * rows,
                width,
                height,
                references,
                gaps,
                framesOnly,
                limits[0],
                limits[1]);
    }

    private static int cropped(int size, int unit, int before, int behind) {
        long left = size - (long) unit * ((long) before + behind);
        return left > 0 ? (int) left : 0;
    }

    private static boolean isHigh(int profile) {
        return switch (profile) {
            case 100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135 -> true;
            default -> false;
        };
    }

    private static int chroma(BitReader bits) {
        int chroma = bits.unsigned();
        if (chroma == 3) {
            bits.bit(); // separate_colour_plane_flag
        }
        bits.unsigned(); // bit_depth_luma_minus8
        bits.unsigned(); // bit_depth_chroma_minus8
        bits.bit(); // qpprime_y_zero_transform_bypass_flag
        if (bits.flag()) {
            for (int list = 0; list < (chroma == 3 ? 12 : 8); list++) {
                if (bits.flag()) {
                    scaling(bits, list < 6 ? 16 : 64);
                }
            }
        }
        return chroma;
    }

    // H.264 section 7.3.2.1.1.1
    private static void scaling(BitReader bits, int size) {
        int last = 8;
        int next = 8;
        for (int i = 0; i < size && !bits.overrun(); i++) {
            if (next != 0) {
                next = last + bits.signed() & 0xff;
            }
            last = next == 0 ? last : next;
        }
    }

    private static boolean order(BitReader bits) {
        int type = bits.unsigned();
        if (type == 0) {
            bits.unsigned(); // log2_max_pic_order_cnt_lsb_minus4
        } else if (type == 1) {
            bits.bit(); // delta_pic_order_always_zero_flag
            bits.signed(); // offset_for_non_ref_pic
            bits.signed(); // offset_for_top_to_bottom_field
            int cycle = bits.unsigned();
            for (int i = 0; i < cycle && i < 256 && !bits.overrun(); i++) {
                bits.signed();
            }
            return cycle < 256;
        }
        return type < 3;
    }
}
