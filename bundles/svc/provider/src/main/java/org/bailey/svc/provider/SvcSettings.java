package org.bailey.svc.provider;

import org.bailey.media.PictureTerms;
import org.bailey.media.SsrcSpan;
import org.bailey.svc.AvcTerms;
import org.bailey.svc.UcTerms;

/** How pictures are rewritten; checked. */
record SvcSettings(long reorderNanos, long freezeNanos, int temporalLayers, boolean aggregates, int mostPayload) {
    static final SvcSettings USUAL = new SvcSettings(60_000_000L, 5_000_000_000L, 1, false, 1200);

    private static final int FRAMES_PER_SECOND = 30;
    private static final long BITS_PER_SECOND = 1_500_000;

    static SvcSettings from(SvcConfig config) {
        within("reorderMillis", config.reorderMillis(), 0, 1000);
        within("freezeMillis", config.freezeMillis(), 500, 60_000);
        within("temporalLayers", config.temporalLayers(), 1, 4);
        within("mostPayload", config.mostPayload(), 200, 1400);
        return new SvcSettings(
                config.reorderMillis() * 1_000_000L,
                config.freezeMillis() * 1_000_000L,
                config.temporalLayers(),
                config.aggregates(),
                config.mostPayload());
    }

    private static void within(String setting, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(setting + " is " + least + " to " + most + ", not " + value);
        }
    }

    AvcTerms avc(PictureTerms picture, int source, int payloadType) {
        SsrcSpan announced = picture.announced();
        return new AvcTerms(
                source,
                payloadType,
                picture.fragments(),
                payload(picture),
                picture.width(),
                picture.height(),
                announced == null ? 0 : announced.first(),
                announced == null ? 0 : announced.size(),
                reorderNanos,
                freezeNanos,
                picture.framesPerSecond(),
                picture.level());
    }

    UcTerms uc(PictureTerms picture, int source, int payloadType) {
        int rate = picture.framesPerSecond() == 0 ? FRAMES_PER_SECOND : picture.framesPerSecond();
        return new UcTerms(
                source,
                payloadType,
                payload(picture),
                temporalLayers,
                aggregates,
                picture.bitsPerSecond() == 0 ? BITS_PER_SECOND : picture.bitsPerSecond(),
                10 * rate,
                reorderNanos,
                freezeNanos,
                picture.level());
    }

    private int payload(PictureTerms picture) {
        return picture.mostPayload() == 0 ? mostPayload : picture.mostPayload();
    }
}
