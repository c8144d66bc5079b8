package org.bailey.svc.wire;

/**
 * The byte before each NAL unit (H.264 section 7.3.1, RFC 6184 section 1.3), and the types it tells.
 *
 * <pre>
 * |F|NRI|  type   |    F: always 0.  NRI (nal_ref_idc): 0 for what no other picture refers to
 * </pre>
 */
public final class Nal {
    public static final int SLICE = 1;
    public static final int IDR = 5;
    public static final int SEI = 6;
    public static final int SPS = 7;
    public static final int PPS = 8;
    public static final int DELIMITER = 9;
    public static final int END_OF_SEQUENCE = 10;
    public static final int END_OF_STREAM = 11;
    public static final int FILLER = 12;
    /** Tells the layer of the slice behind it; 3 bytes of {@link SvcHeader} follow the header. */
    public static final int PREFIX = 14;
    /** Parameter set of spatial and quality layers. */
    public static final int SUBSET_SPS = 15;
    /** Slice of a spatial or quality layer; 3 bytes of {@link SvcHeader} follow the header. */
    public static final int SLICE_EXTENSION = 20;
    /** Several NAL units in one packet. */
    public static final int STAP_A = 24;
    /** A piece of a NAL unit. */
    public static final int FU_A = 28;
    /** Says what is in the packets of a layer; see {@link PacsiReader}. */
    public static final int PACSI = 30;

    private Nal() {}

    /** {@return 0 to 31} */
    public static int type(int header) {
        return header & 0x1f;
    }

    /** {@return 0 to 3; 0 for what no other picture refers to} */
    public static int refIdc(int header) {
        return header >> 5 & 3;
    }

    /** {@return whether it is part of a picture that every decoder of AVC takes} */
    public static boolean isSlice(int type) {
        return type >= SLICE && type <= IDR;
    }

    /** {@return whether three bytes of {@link SvcHeader} follow the header} */
    public static boolean hasSvcHeader(int type) {
        return type == PREFIX || type == SLICE_EXTENSION || type == PACSI;
    }

    /** {@return whether a decoder of AVC takes it; what is below only describes layers, or is none of a stream} */
    public static boolean isAvc(int type) {
        return type >= SLICE && type <= 13 || type == 19;
    }

    /** {@return whether a receiver of pictures needs it: not delimiters, ends and fillers, which RTP makes needless} */
    public static boolean isNeeded(int type) {
        return type >= SLICE && type <= PPS;
    }
}
