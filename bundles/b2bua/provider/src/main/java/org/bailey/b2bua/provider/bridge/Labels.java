package org.bailey.b2bua.provider.bridge;

import java.util.Locale;

/** Microsoft's names for what a media line shows ([MS-SDPEXT] a=label, a=x-source). */
final class Labels {
    private Labels() {}

    /** Video that is not the person in front of the camera: the room's panorama, a shared screen. */
    static boolean isOtherVideo(String label) {
        String lower = label.toLowerCase(Locale.ROOT);
        return lower.equals("panoramic-video") || lower.equals("applicationsharing-video") || lower.equals("data");
    }
}
