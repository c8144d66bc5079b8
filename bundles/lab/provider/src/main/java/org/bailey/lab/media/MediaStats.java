package org.bailey.lab.media;

import java.util.Set;

/**
 * Counters of one media line since it began.
 *
 * @param lost gaps in the sequence numbers, over all sources
 * @param foreign packets refused: malformed, an unknown payload type or from an unexpected address
 * @param ssrcs every source heard
 * @param rtcpReceived compound RTCP packets
 * @param keyFrameRequests packets that asked us for a key frame, in whatever form
 * @param layerLosses of these, Microsoft's picture loss indications
 * @param sourceRequests video source requests
 */
public record MediaStats(
        long sent,
        long received,
        long lost,
        long duplicates,
        long reordered,
        long foreign,
        Set<Long> ssrcs,
        long rtcpSent,
        long rtcpReceived,
        long keyFrameRequests,
        long layerLosses,
        long sourceRequests) {
    /** Before anything happened. */
    public static final MediaStats NONE = new MediaStats(0, 0, 0, 0, 0, 0, Set.of(), 0, 0, 0, 0, 0);
}
