package org.bailey.svc;

import org.bailey.media.PictureTerms;
import org.jspecify.annotations.Nullable;

/** What the terms of a stream were made of, so that they are made anew when that has changed. */
public final class TermsOrigin {
    private @Nullable PictureTerms picture;
    private int settings;
    private int source;
    private int payloadType;

    /**
     * Takes what terms are made of now; costs next to nothing where nothing has changed.
     *
     * @param settingsNumber tells settings from others
     * @param leaving SSRC of the stream
     * @return whether anything has changed
     */
    public boolean changes(PictureTerms now, int settingsNumber, int leaving, int type) {
        if (picture == now && settings == settingsNumber && source == leaving && payloadType == type) {
            return false;
        }
        picture = now;
        settings = settingsNumber;
        source = leaving;
        payloadType = type;
        return true;
    }
}
