package org.bailey.media;

import java.util.Arrays;

/** Payload type numbers of one direction, in a form that costs nothing per packet. Immutable. */
public final class PayloadMap {
    /** Knows no payload type. */
    public static final PayloadMap EMPTY = new PayloadMap();

    private static final int TYPES = 128;
    private static final int UNKNOWN = -1;
    private final int[] entries = new int[TYPES]; // clock rate in the upper 24 bits, the number to send in the lower 8

    private PayloadMap() {
        Arrays.fill(entries, UNKNOWN);
    }

    public static PayloadMap of(String kind, MediaFlow flow) {
        PayloadMap map = new PayloadMap();
        flow.payloadTypes().forEach((received, sent) -> {
            int rate = flow.clockRatesHz().getOrDefault(received, usualClockRateHz(kind, received));
            map.entries[received] = rate << 8 | sent;
        });
        return map;
    }

    /** {@return the number to send, or -1 if {@code received} has no place on the other side} */
    public int sent(int received) {
        int entry = entries[received];
        return entry == UNKNOWN ? UNKNOWN : entry & 0xff;
    }

    /** {@return the RTP clock of a payload type that is known} */
    public int clockRateHz(int received) {
        return entries[received] >>> 8;
    }

    // RFC 3551 section 6, tables 4 and 5; G.722 (9) has 8000 Hz there by an old mistake that is now the rule
    private static int usualClockRateHz(String kind, int type) {
        return switch (type) {
            case 6 -> 16000;
            case 10, 11 -> 44100;
            case 14, 25, 26, 28, 31, 32, 33, 34 -> 90000;
            case 16 -> 11025;
            case 17 -> 22050;
            default -> kind.equals("audio") ? 8000 : 90000;
        };
    }
}
