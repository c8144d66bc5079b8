package org.bailey.media.relay;

import java.util.Locale;

/** What is said about pictures, and how often, and when we report ourselves; checked. */
record RelaySettings(
        long keyFrameNanos,
        int openingRequests,
        MicrosoftKeyFrame microsoftKeyFrame,
        long sourceRequestNanos,
        boolean sourceRequestMust,
        boolean pauseOnHold,
        boolean answerProbes,
        boolean tellLimit,
        long ownReportNanos,
        long pictureReportNanos) {
    /** How a Microsoft client that understands both is asked for a key frame. */
    enum MicrosoftKeyFrame {
        BOTH,
        PICTURE_LOSS,
        SOURCE_REQUEST
    }

    static final RelaySettings USUAL = new RelaySettings(
            1_000_000_000L,
            2,
            MicrosoftKeyFrame.BOTH,
            10_000_000_000L,
            false,
            true,
            true,
            true,
            5_000_000_000L,
            1_000_000_000L);

    static RelaySettings from(RelayConfig config) {
        within("keyFrameIntervalMillis", config.keyFrameIntervalMillis(), 100, 10_000);
        within("openingRequests", config.openingRequests(), 0, 5);
        within("sourceRequestSeconds", config.sourceRequestSeconds(), 1, 600);
        within("ownReportSeconds", config.ownReportSeconds(), 0, 20);
        within("pictureReportMillis", config.pictureReportMillis(), 200, 10_000);
        return new RelaySettings(
                config.keyFrameIntervalMillis() * 1_000_000L,
                config.openingRequests(),
                way(config.microsoftKeyFrame()),
                config.sourceRequestSeconds() * 1_000_000_000L,
                config.sourceRequestMust(),
                config.pauseOnHold(),
                config.answerProbes(),
                config.tellLimit(),
                config.ownReportSeconds() * 1_000_000_000L,
                config.pictureReportMillis() * 1_000_000L);
    }

    private static void within(String setting, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(setting + " is " + least + " to " + most + ", not " + value);
        }
    }

    private static MicrosoftKeyFrame way(String word) {
        try {
            return MicrosoftKeyFrame.valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException(
                    "microsoftKeyFrame is both, picture-loss or source-request, not " + word, unknown);
        }
    }
}
