package org.bailey.media;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Counters of one media line, packets that came in from one side.
 *
 * @param line number of the line within its call
 * @param kind audio, video
 * @param from the side that sent them
 * @param packets RTP packets received
 * @param bytes of these, with their RTP headers
 * @param forwarded RTP packets sent on to the other side
 * @param dropped RTP packets not sent on: held, unknown payload type, no destination, malformed
 * @param lost packets missing by their sequence numbers (RFC 3550 section 6.4.1), never negative
 * @param jitterMicros interarrival jitter in microseconds (RFC 3550 section 6.4.1)
 * @param rtcpPackets RTCP packets received
 * @param lastPacket when the last RTP packet came; null before the first
 */
public record StreamStatistics(
        int line,
        String kind,
        Side from,
        long packets,
        long bytes,
        long forwarded,
        long dropped,
        long lost,
        long jitterMicros,
        long rtcpPackets,
        @Nullable Instant lastPacket) {}
