package org.bailey.svc.bridge;

import java.util.Arrays;
import org.bailey.sdp.H264Picture;

/**
 * @param most the largest picture either side is told of
 * @param longestUnit bytes of a whole unit, 200 to 16000
 * @param high whether High is offered before Constrained Baseline
 * @param preset whether video is offered when nobody said what to offer
 */
public record LayeredSettings(H264Picture most, SingleUnits rooms, int longestUnit, boolean high, boolean preset) {
    /** What rooms get that take single units only. */
    public enum SingleUnits {
        PIECES,
        WHOLE,
        REFUSE
    }

    /** The sizes the operator may choose from. */
    private enum Resolution {
        HD720(new H264Picture(1280, 720, 30)),
        HD1080(new H264Picture(1920, 1080, 30));

        private final H264Picture picture;

        Resolution(H264Picture picture) {
            this.picture = picture;
        }
    }

    public LayeredSettings {
        if (longestUnit < 200 || longestUnit > 16_000) {
            throw new IllegalArgumentException("longestUnit is " + longestUnit + " bytes; wanted 200 to 16000 bytes");
        }
    }

    static LayeredSettings from(LayeredConfig config) {
        return new LayeredSettings(
                one("maxResolution", config.maxResolution(), Resolution.values()).picture,
                one("singleUnitRooms", config.singleUnitRooms(), SingleUnits.values()),
                config.longestUnit(),
                config.highProfile(),
                config.presetVideo());
    }

    private static <E extends Enum<E>> E one(String setting, String text, E[] values) {
        return Arrays.stream(values)
                .filter(value -> value.name().equals(text.strip()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        setting + " is '" + text + "'; wanted is one of " + Arrays.toString(values)));
    }
}
