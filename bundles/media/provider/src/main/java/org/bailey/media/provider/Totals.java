package org.bailey.media.provider;

import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.bailey.ice.IceFailure;
import org.bailey.media.EndedStreams;
import org.bailey.media.IceOutcomes;
import org.bailey.media.MediaTotals;
import org.bailey.media.StreamState;
import org.bailey.media.StreamStatistics;

/** Adds up what streams have counted. One that ends passes from the living to the past at once, so that nothing falls. */
final class Totals {
    private final Set<StreamState> living = new LinkedHashSet<>();
    private MediaTotals past = MediaTotals.NONE;
    private EndedStreams ended = EndedStreams.NONE;
    private long connected;
    private final Map<IceFailure, Long> failed = new EnumMap<>(IceFailure.class);
    private long lostTold;

    Totals() {
        for (IceFailure cause : IceFailure.values()) {
            failed.put(cause, 0L);
        }
    }

    synchronized void begins(StreamState stream) {
        living.add(stream);
    }

    synchronized void ends(StreamState stream) {
        if (living.remove(stream)) {
            StreamStatistics last = stream.statistics(null);
            past = past.plus(last);
            ended = ended.plus(last);
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
                sum.pictures(),
                sum.rewriting(),
                ended,
                new IceOutcomes(connected, failed));
    }

    /** ICE found a way where there was none. */
    synchronized void connected() {
        connected++;
    }

    /** ICE found no way, or lost it. */
    synchronized void failed(IceFailure cause) {
        failed.merge(cause, 1L, Long::sum);
    }
}
