package org.bailey.svc.provider;

import org.bailey.svc.AvcStream;
import org.bailey.svc.SvcCounts;
import org.bailey.svc.wire.LayerTable;
import org.bailey.svc.wire.Sps;
import org.jspecify.annotations.Nullable;

/**
 * What a receiver is told of the level of a picture. Encoders often name a higher one than their pictures need, and receivers refuse
 * what is above their own by its number alone. So the number is put down to the receiver's where the pictures keep to that level's
 * limits (H.264 table A-1), and stays as it is where they do not.
 */
final class Levels {
    // level_idc, macroblocks a second, macroblocks of a picture, macroblocks of the pictures a decoder keeps
    private static final int[][] LIMITS = {
        {10, 1_485, 99, 396},
        {11, 3_000, 396, 900},
        {12, 6_000, 396, 2_376},
        {13, 11_880, 396, 2_376},
        {20, 11_880, 396, 2_376},
        {21, 19_800, 792, 4_752},
        {22, 20_250, 1_620, 8_100},
        {30, 40_500, 1_620, 8_100},
        {31, 108_000, 3_600, 18_000},
        {32, 216_000, 5_120, 20_480},
        {40, 245_760, 8_192, 32_768},
        {41, 245_760, 8_192, 32_768},
        {42, 522_240, 8_704, 34_816},
        {50, 589_824, 22_080, 110_400},
        {51, 983_040, 36_864, 184_320},
        {52, 2_073_600, 36_864, 184_320},
        {60, 4_177_920, 139_264, 696_320},
        {61, 8_355_840, 139_264, 696_320},
        {62, 16_711_680, 139_264, 696_320}
    };
    /** Level 1b is written as 1.1 with this constraint (H.264 section 7.4.2.1.1). */
    private static final int LEVEL_1B = 0x10;

    private Levels() {}

    /**
     * {@return the level to be told to a receiver, which is counted when it is another}
     *
     * @param most the receiver's; 0 for any
     * @param picturesInTenSeconds 0 where it is not known
     */
    static int told(@Nullable Sps sps, int own, int most, int picturesInTenSeconds, SvcCounts counts) {
        if (sps == null || most == 0 || own <= most) {
            return own;
        }
        int lower = own;
        for (int[] limits : LIMITS) {
            if (limits[0] <= most && keeps(sps, limits, picturesInTenSeconds)) {
                lower = limits[0];
            }
        }
        boolean oneB = lower == 11 && (sps.constraints() & LEVEL_1B) != 0;
        if (lower == own || oneB) {
            counts.levelsTooHigh++;
            return own;
        }
        counts.levelsLowered++;
        return lower;
    }

    private static boolean keeps(Sps sps, int[] limits, int picturesInTenSeconds) {
        int size = sps.macroblocks();
        int side = Math.max(sps.codedWidth(), sps.codedHeight()) / 16;
        int kept = sps.buffered() < 0 ? sps.references() : Math.max(sps.buffered(), sps.references());
        return size <= limits[2]
                && (long) side * side <= 8L * limits[2]
                && (long) size * kept <= limits[3]
                && (long) size * picturesInTenSeconds <= 10L * limits[1];
    }

    /** {@return the highest temporal layer of the chosen stream that the receiver's rate allows; 7 for all} */
    static int highestLayer(AvcStream stream) {
        int most = 10 * stream.terms.framesPerSecond();
        int base = stream.chosen;
        if (most == 0 || base < 0 || !stream.layers.has(base)) {
            return 7;
        }
        int above = 0;
        while (isTemporal(stream.layers, base + above + 1)
                && stream.layers.picturesInTenSeconds(base + above + 1) <= most) {
            above++;
        }
        return isTemporal(stream.layers, base + above + 1) ? above : 7;
    }

    /** {@return pictures in ten seconds of what is sent on; 0 where it is not known} */
    static int rate(AvcStream stream) {
        int base = stream.chosen;
        if (base < 0 || !stream.layers.has(base)) {
            return 0;
        }
        int most = highestLayer(stream);
        int layer = base;
        while (layer - base < most && isTemporal(stream.layers, layer + 1)) {
            layer++;
        }
        return stream.layers.picturesInTenSeconds(layer);
    }

    private static boolean isTemporal(LayerTable layers, int layer) {
        return layer < LayerTable.LAYERS && layers.has(layer) && layers.kind(layer) == LayerTable.TEMPORAL;
    }
}
