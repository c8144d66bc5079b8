package org.bailey.call;

import java.time.Instant;
import java.util.List;
import org.bailey.media.Connectivity;
import org.bailey.media.StreamStatistics;
import org.jspecify.annotations.Nullable;

/**
 * What a call looks like from outside.
 *
 * @param callee null while its route is not known
 * @param media counters as of now, or of the end
 * @param connectivity how the peers are reached as of now, or were at the end; each line and side that has ICE
 * @param steps what happened, in order
 * @param ended null while it is live
 * @param end null while it is live
 */
public record CallRecord(
        String id,
        Phase phase,
        Instant started,
        @Nullable Instant answered,
        @Nullable Instant ended,
        LegRecord caller,
        @Nullable LegRecord callee,
        List<StreamStatistics> media,
        List<Connectivity> connectivity,
        List<Step> steps,
        @Nullable End end) {
    public CallRecord {
        media = List.copyOf(media);
        connectivity = List.copyOf(connectivity);
        steps = List.copyOf(steps);
    }
}
