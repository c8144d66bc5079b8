package org.bailey.lab.media;

/** NAL unit types this lab looks at (ITU-T H.264 table 7-1, RFC 6184 table 1). */
public final class NalType {
    public static final int SLICE = 1;
    public static final int IDR = 5;
    public static final int SPS = 7;
    public static final int PPS = 8;
    static final int STAP_A = 24;
    static final int FU_A = 28;
    /** Payload content scalability information, RFC 6190 section 4.9. */
    static final int PACSI = 30;

    private NalType() {}

    public static int of(byte first) {
        return first & 0x1F;
    }

    static boolean isSlice(byte first) {
        return of(first) == SLICE || of(first) == IDR;
    }
}
