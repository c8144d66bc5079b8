package org.bailey.media;

import java.net.InetSocketAddress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Counters of one media line, packets that came in from one side.
 *
 * @param line number of the line within its call
 * @param kind audio, video
 * @param from the side that sent them
 * @param packets RTP packets received from the peer
 * @param bytes of these, with their RTP headers
 * @param forwarded RTP packets sent on to the other side
 * @param dropped datagrams not sent on, whatever the reason
 * @param lost packets missing by their sequence numbers (RFC 3550 section 6.4.1), never negative
 * @param jitterMicros interarrival jitter in microseconds (RFC 3550 section 6.4.1)
 * @param roundTripMicros from us to the sender and back, in microseconds, as its last receiver report told (RFC 3550
 *     section 6.4.1); -1 while none did
 * @param rtcpPackets RTCP packets received
 * @param ownReports reports of our own to its sender, which the other side made none for
 * @param lastPacket when the last RTP packet came; null before the first
 * @param drops {@code dropped} by reason
 * @param source the address RTP is taken from; null before the first packet
 * @param open whether its packets pass; false on hold and before the call has agreed on media
 * @param silent whether it is open and has brought nothing for {@code silenceSeconds}
 * @param suite how it is encrypted; null for plain RTP
 * @param pictures what was said about its picture, and by its sender about the other's
 * @param rewriting what became of its pictures on the way; null where packets pass as they are
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
        long roundTripMicros,
        long rtcpPackets,
        long ownReports,
        @Nullable Instant lastPacket,
        Drops drops,
        @Nullable InetSocketAddress source,
        boolean open,
        boolean silent,
        @Nullable SrtpSuite suite,
        PictureRequests pictures,
        @Nullable RewritingStatistics rewriting) {

    /** {@return the share of packets that were lost of those its sender numbered, 0 to 1} */
    public double lossRatio() {
        return lost == 0 ? 0 : (double) lost / (packets + lost);
    }

    /**
     * Why datagrams were not sent on.
     *
     * @param malformed no RTP or RTCP, or cut short; not among {@code packets}
     * @param oversized longer than what is taken, 16 KiB; not among {@code packets}
     * @param foreign from another address than the peer's; not among {@code packets}
     * @param unauthentic the tag is wrong: another key, plain RTP where SRTP was agreed, changed on the way; not among
     *     {@code packets}
     * @param replayed was there before, or is too old to know; not among {@code packets} when it was received so
     * @param held the direction is on hold
     * @param unknownPayload the payload type has no place on the other side
     * @param nowhere the other side's address is not known yet
     * @param congested the network did not take it
     * @param failed the packet path failed on it; the log says how
     * @param unserved nobody was there to rewrite its pictures for longer than packets wait
     */
    public record Drops(
            long malformed,
            long oversized,
            long foreign,
            long unauthentic,
            long replayed,
            long held,
            long unknownPayload,
            long nowhere,
            long congested,
            long failed,
            long unserved) {
        public Drops plus(Drops more) {
            return new Drops(
                    malformed + more.malformed,
                    oversized + more.oversized,
                    foreign + more.foreign,
                    unauthentic + more.unauthentic,
                    replayed + more.replayed,
                    held + more.held,
                    unknownPayload + more.unknownPayload,
                    nowhere + more.nowhere,
                    congested + more.congested,
                    failed + more.failed,
                    unserved + more.unserved);
        }

        public long sum() {
            return malformed
                    + oversized
                    + foreign
                    + unauthentic
                    + replayed
                    + held
                    + unknownPayload
                    + nowhere
                    + congested
                    + failed
                    + unserved;
        }
    }
}
