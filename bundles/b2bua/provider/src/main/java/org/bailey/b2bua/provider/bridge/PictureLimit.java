package org.bailey.b2bua.provider.bridge;

import java.util.Optional;
import org.bailey.media.VideoWish;
import org.bailey.sdp.PayloadType;

/** The largest picture an H.264 decoder says it can take (H.264 table A-1, RFC 6184 section 8.1). */
final class PictureLimit {
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

    private PictureLimit() {}

    /** What a peer wants to see that receives this, and takes so much. */
    static VideoWish wish(Optional<PayloadType> type, long bitsPerSecond) {
        Optional<H264Format> format = type.flatMap(H264Format::of);
        if (format.isEmpty()) {
            return new VideoWish(false, bitsPerSecond, 0, 0, 0, false);
        }
        int[] level = LEVELS[0];
        for (int[] each : LEVELS) {
            level = each[0] <= format.get().level() ? each : level;
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
        return new VideoWish(false, bitsPerSecond, size[0], size[1], frames, false);
    }

    private static int macroblocks(int[] size) {
        return (size[0] + MACROBLOCK - 1) / MACROBLOCK * ((size[1] + MACROBLOCK - 1) / MACROBLOCK);
    }

    private static int declared(Optional<PayloadType> type, String parameter) {
        return type.flatMap(each -> each.parameter(parameter))
                .filter(value -> value.matches("[0-9]{1,9}"))
                .map(Integer::parseInt)
                .orElse(0);
    }
}
