package org.bailey.svc.wire;

/** The part of a sequence parameter set on how to show pictures (H.264 annex E.1.1), read for its end. */
final class Vui {
    static final int[] NONE = {-1, -1};
    private static final int EXTENDED_SAR = 255;

    private Vui() {}

    /** {@return pictures that may be shown later than decoded, and that a decoder keeps; -1 where it is not told} */
    static int[] limits(BitReader bits) {
        if (bits.flag() && bits.bits(8) == EXTENDED_SAR) {
            bits.bits(32);
        }
        if (bits.flag()) {
            bits.bit(); // overscan_appropriate_flag
        }
        if (bits.flag()) {
            bits.bits(4); // video_format, video_full_range_flag
            if (bits.flag()) {
                bits.bits(24);
            }
        }
        if (bits.flag()) {
            bits.unsigned(); // chroma_sample_loc_type_top_field
            bits.unsigned();
        }
        if (bits.flag()) {
            bits.bits(32); // num_units_in_tick
            bits.bits(32); // time_scale
            bits.bit(); // fixed_frame_rate_flag
        }
        boolean nal = bits.flag();
        boolean good = !nal || decoder(bits);
        boolean vcl = good && bits.flag();
        good &= !vcl || decoder(bits);
        if (nal || vcl) {
            bits.bit(); // low_delay_hrd_flag
        }
        bits.bit(); // pic_struct_present_flag
        if (!good || !bits.flag()) {
            return NONE;
        }
        bits.bit(); // motion_vectors_over_pic_boundaries_flag
        for (int i = 0; i < 4; i++) {
            bits.unsigned(); // max_bytes_per_pic_denom to log2_max_mv_length_vertical
        }
        int reordered = bits.unsigned();
        int buffered = bits.unsigned();
        return bits.overrun() || reordered > 16 || buffered > 16 ? NONE : new int[] {reordered, buffered};
    }

    // H.264 annex E.1.2
    private static boolean decoder(BitReader bits) {
        int count = bits.unsigned() + 1;
        if (count > 32) {
            return false;
        }
        bits.bits(8);
        for (int i = 0; i < count && !bits.overrun(); i++) {
            bits.unsigned();
            bits.unsigned();
            bits.bit();
        }
        bits.bits(20);
        return true;
    }
}
