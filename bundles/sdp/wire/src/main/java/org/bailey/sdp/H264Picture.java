package org.bailey.sdp;

import java.util.Optional;

/**
 * The largest picture of usual size that an H.264 decoder takes (H.264 table A-1, RFC 6184 section 8.1).
 *
 * @param width in pixels
 * @param height in pixels
 * @param framesPerSecond of that size, 1 to 60
 */
public record H264Picture(int width, int height, int framesPerSecond) {
    /** Level, macroblocks of a picture, macroblocks a second. */
    private static final int[][] LEVELS = {
        {10, 99, 1485},
        {11, 396, 3000},
        {12, 396, 6000},
        {13, 396, 11880},
        {20, 396, 11880},
        {21, 792, 19800},
        {22, 1620, 20250},
        {30, 1620, 40500},
        {31, 3600, 108000},
        {32, 5120, 216000},
        {40, 8192, 245760},
        {42, 8704, 522240}
    };

    /** The usual sizes of 16:9, largest first. */
    private static final int[][] SIZES = {{1920, 1080}, {1280, 720}, {960, 540}, {640, 360}, {424, 240}, {320, 180}};

    private static final int MACROBLOCK = 16;
    private static final int MOST_FRAMES = 60;

    /** {@return what the decoder takes that declares this format; empty if it is not H.264} */
    public static Optional<H264Picture> of(PayloadType type) {
        return H264Format.of(type).map(format -> of(format.level(), type));
    }

    private static H264Picture of(int levelIdc, PayloadType type) {
        int[] level = LEVELS[0];
        for (int[] each : LEVELS) {
            level = each[0] <= levelIdc ? each : level;
        }
        int macroblocks = Math.max(level[1], declared(type, "max-fs"));
        int perSecond = Math.max(level[2], declared(type, "max-mbps"));
        int[] size = SIZES[SIZES.length - 1];
        for (int[] each : SIZES) {
            if (macroblocks(each) <= macroblocks) {
                size = each;
                break;
            }
        }
        int frames = Math.min(MOST_FRAMES, Math.max(1, perSecond / macroblocks(size)));
        return new H264Picture(size[0], size[1], frames);
    }

    /** {@return the same, but not above the other in anything} */
    public H264Picture within(H264Picture other) {
        return new H264Picture(
                Math.min(width, other.width),
                Math.min(height, other.height),
                Math.min(framesPerSecond, other.framesPerSecond));
    }

    /** {@return the lowest level_idc whose decoders take it} */
    public int level() {
        int macroblocks = macroblocks(new int[] {width, height});
        for (int[] each : LEVELS) {
            if (macroblocks <= each[1] && macroblocks * framesPerSecond <= each[2]) {
                return each[0];
            }
        }
        return LEVELS[LEVELS.length - 1][0];
    }

    private static int macroblocks(int[] size) {
        return (size[0] + MACROBLOCK - 1) / MACROBLOCK * ((size[1] + MACROBLOCK - 1) / MACROBLOCK);
    }

    private static int declared(PayloadType type, String parameter) {
        return type.parameter(parameter)
                .filter(value -> value.matches("[0-9]{1,9}"))
                .map(Integer::parseInt)
                .orElse(0);
    }
}
