package org.bailey.media.provider;

import java.util.LinkedHashSet;
import java.util.Set;
import org.bailey.media.MediaTotals;
import org.bailey.media.StreamState;

/** Adds up what streams have counted. One that ends passes from the living to the past at once, so that nothing falls. */
final class Totals {
    private final Set<StreamState> living = new LinkedHashSet<>();
    private MediaTotals past = MediaTotals.NONE;
    private long lostTold;

    synchronized void begins(StreamState stream) {
        living.add(stream);
    }

    synchronized void ends(StreamState stream) {
        if (living.remove(stream)) {
            past = past.plus(stream.statistics(null));
        }
    }

    synchronized MediaTotals now() {
        MediaTotals sum = past;
        for (StreamState stream : living) {
            sum = sum.plus(stream.statistics(null));
        }
        // a late packet takes back the loss it was counted as
        lostTold = Math.max(lostTold, sum.lost());
        return new MediaTotals(
                sum.streams(),
                sum.packets(),
                sum.bytes(),
                sum.forwarded(),
                lostTold,
                sum.rtcpPackets(),
                sum.ownReports(),
                sum.drops(),
                sum.pictures());
    }
}
