package org.bailey.media;

import org.jspecify.annotations.Nullable;

/**
 * What a stream of pictures has to become on its way: what the receiver takes, and what its sender announced.
 *
 * @param layered whether the receiver takes H.264 UC ([MS-H264PF]); else H.264 AVC (RFC 6184)
 * @param fragments whether it takes packetization mode 1 (RFC 6184 section 6.3): pieces and aggregates; else only single units
 * @param mostPayload bytes behind the RTP header it takes, 200 to 16000; 0 for what is usual
 * @param width of the largest picture it takes, in pixels; 0 for any
 * @param height of the largest picture it takes, in pixels; 0 for any
 * @param framesPerSecond it takes at most; 0 for any
 * @param bitsPerSecond it takes at most; 0 for any
 * @param level the highest {@code level_idc} it takes, 10 to 62; 0 for any
 * @param announced the sources the sender announced; null where it announced none: any is taken
 */
public record PictureTerms(
        boolean layered,
        boolean fragments,
        int mostPayload,
        int width,
        int height,
        int framesPerSecond,
        long bitsPerSecond,
        int level,
        @Nullable SsrcSpan announced) {
    public PictureTerms {
        if (mostPayload != 0 && (mostPayload < 200 || mostPayload > 16_000)) {
            throw new IllegalArgumentException("a payload is 200 to 16000 bytes, not " + mostPayload);
        }
        if (width < 0 || height < 0 || framesPerSecond < 0 || bitsPerSecond < 0) {
            throw new IllegalArgumentException(
                    "no picture: " + width + "x" + height + ", " + framesPerSecond + "/s, " + bitsPerSecond + " bit/s");
        }
        if (level != 0 && (level < 10 || level > 62)) {
            throw new IllegalArgumentException("level_idc is 10 to 62, or 0 for any, not " + level);
        }
    }

    /** {@return the same for a receiver that takes so much at most} */
    public PictureTerms atMost(long bits) {
        return new PictureTerms(
                layered, fragments, mostPayload, width, height, framesPerSecond, bits, level, announced);
    }
}
