package org.bailey.media.relay;

import java.util.List;
import org.bailey.media.VideoWish;
import org.bailey.rtcp.SourceRequest.Entry;

/** A wish as the one entry of a video source request. What the numbers should be was learned from the code of others. */
final class Entries {
    private static final int HIGHEST_MODE = 1;
    private static final int WIDTH = 1280;
    private static final int HEIGHT = 720;
    private static final long BITS_PER_SECOND = 1_500_000;
    private static final int[] FRAME_RATES = {8, 13, 15, 25, 30, 50, 60};
    private static final int ASPECT_4_3 = 0x01;
    private static final List<Integer> ONE_OF_TEN = List.of(1, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    private static final List<Integer> ONE_OF_EIGHT = List.of(1, 0, 0, 0, 0, 0, 0, 0);

    private Entries() {}

    /**
     * One receiver that wants nine tenths of a rate up to all of it.
     *
     * @param payloadType the sender's; -1 where none is known
     * @param must whether it must get it
     */
    static Entry of(VideoWish wish, int payloadType, boolean must) {
        int width = wish.width() == 0 ? WIDTH : wish.width();
        int height = wish.height() == 0 ? HEIGHT : wish.height();
        long most = Math.min(0xffff_ffffL, wish.bitsPerSecond() == 0 ? BITS_PER_SECOND : wish.bitsPerSecond());
        long least = most / 10 * 9;
        return new Entry(
                Math.max(0, payloadType),
                HIGHEST_MODE,
                0,
                Entry.ASPECT_16_9 | ASPECT_4_3,
                width,
                height,
                least,
                most - least,
                ONE_OF_TEN,
                frameRates(wish.framesPerSecond()),
                must ? 1 : 0,
                must ? 0 : 1,
                ONE_OF_EIGHT,
                (long) width * height);
    }

    private static int frameRates(int most) {
        if (most == 0) {
            return Entry.UP_TO_30;
        }
        int mask = 0x01;
        for (int bit = 1; bit < FRAME_RATES.length; bit++) {
            mask |= FRAME_RATES[bit] <= most ? 1 << bit : 0;
        }
        return mask;
    }

    /** {@return the highest frame rate an entry takes, rounded up; 0 where it names none} */
    static int fastest(Entry entry) {
        for (int bit = FRAME_RATES.length - 1; bit >= 0; bit--) {
            if ((entry.frameRates() >> bit & 1) != 0) {
                return FRAME_RATES[bit];
            }
        }
        return 0;
    }
}
