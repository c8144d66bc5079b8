package org.bailey.media;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Counters over many streams, those that are over included.
 *
 * @param streams as many directions of media lines
 * @param packets RTP packets received
 * @param bytes of these, with their RTP headers
 * @param forwarded RTP packets sent on
 * @param lost packets missing by their sequence numbers
 * @param rtcpPackets RTCP packets received
 * @param ownReports reports of our own
 * @param drops datagrams not sent on, by reason
 * @param pictures what was said about pictures
 * @param rewriting what became of pictures on their way, added up by name
 * @param ended streams that are over, by their loss
 * @param ice what came of ICE
 */
public record MediaTotals(
        long streams,
        long packets,
        long bytes,
        long forwarded,
        long lost,
        long rtcpPackets,
        long ownReports,
        StreamStatistics.Drops drops,
        PictureRequests pictures,
        Map<String, Long> rewriting,
        EndedStreams ended,
        IceOutcomes ice) {
    public static final MediaTotals NONE = new MediaTotals(
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            new StreamStatistics.Drops(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
            PictureRequests.NONE,
            Map.of(),
            EndedStreams.NONE,
            IceOutcomes.NONE);

    /** {@return this and one stream more} */
    public MediaTotals plus(StreamStatistics stream) {
        return new MediaTotals(
                streams + 1,
                packets + stream.packets(),
                bytes + stream.bytes(),
                forwarded + stream.forwarded(),
                lost + stream.lost(),
                rtcpPackets + stream.rtcpPackets(),
                ownReports + stream.ownReports(),
                drops.plus(stream.drops()),
                pictures.plus(stream.pictures()),
                more(stream.rewriting()),
                ended,
                ice);
    }

    private Map<String, Long> more(@Nullable RewritingStatistics stream) {
        if (stream == null) {
            return rewriting;
        }
        Map<String, Long> sum = new TreeMap<>(rewriting);
        stream.counts().forEach((name, count) -> sum.merge(name, count, Long::sum));
        return sum;
    }
}
