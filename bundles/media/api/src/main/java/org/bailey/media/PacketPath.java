package org.bailey.media;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * The packet code: says what becomes of one received datagram. A service; the one with the highest ranking is used. It
 * keeps nothing itself: what has to outlive a packet is in the {@link StreamState}, which the keeper of the sockets
 * holds, so that this code can be replaced while packets flow. While there is none, packets wait in the sockets.
 *
 * <p>Every method is called on the event loop that owns the call. It neither blocks nor allocates. An exception costs
 * the packet and is counted.
 */
@ConsumerType
public interface PacketPath {
    /**
     * One datagram that came in on an RTP port.
     *
     * @param stream what is known of packets from that side
     * @param packet from position to limit; may be changed in place, valid only during the call, direct; behind its
     *     limit there is room for at least {@link #ROOM} bytes more
     * @param from who sent it
     * @param nanos when it was received, on a clock that only goes forward
     * @param out the way out of our ports
     */
    void onRtpPort(StreamState stream, ByteBuffer packet, InetSocketAddress from, long nanos, PacketOut out);

    /** One datagram that came in on an RTCP port; otherwise as {@link #onRtpPort}. */
    void onRtcpPort(StreamState stream, ByteBuffer packet, InetSocketAddress from, long nanos, PacketOut out);

    /**
     * An RTP packet of our own that goes where packets of that stream go, as long as none do.
     *
     * @param packet plain, with the SSRC it leaves under; otherwise as in {@link #onRtpPort}
     */
    void onOwn(StreamState stream, ByteBuffer packet, PacketOut out);

    /**
     * Five times a second: tells the sender of a stream what is due about its picture.
     *
     * @param back the way back to that side: our ports that face it
     */
    default void onLook(StreamState stream, long nanos, PacketOut back) {}

    /**
     * Fifty times a second for a stream with {@link StreamState#picture}: what has waited long enough leaves.
     *
     * @param out as in {@link #onRtpPort}
     */
    default void onWaiting(StreamState stream, long nanos, PacketOut out) {}

    /** The other side wants this of a stream's picture, and said so in signalling; otherwise as {@link #onLook}. */
    default void onWish(StreamState stream, VideoWish wish, long nanos, PacketOut back) {}

    /** Bytes a path may append to a packet in place: the longest SRTCP trailer with its key identifier fits. */
    int ROOM = 256;
}
