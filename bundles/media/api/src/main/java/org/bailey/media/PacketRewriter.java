package org.bailey.media;

import java.nio.ByteBuffer;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * The code that makes other packets of those of one stream, for lines that name its bridge. A service. It keeps nothing itself: what
 * has to be remembered is in {@link StreamState#rewriting}, so that it can be replaced while pictures flow. While there is none,
 * packets wait.
 *
 * <p>Packets leave for the receiver {@link StreamState#picture} describes: with the payload type {@link StreamState#payloads} names and
 * the SSRCs of {@link StreamState#ssrcs} from the first one on. Every method is called on the event loop that owns the call. It
 * neither blocks nor allocates. An exception costs the packet and is counted.
 */
@ConsumerType
public interface PacketRewriter {
    /** {@return name of the bridge whose lines it serves, as in {@link MediaLinePlan#bridge}} */
    String bridge();

    /**
     * Takes one packet; what is ready leaves.
     *
     * @param packet plain and genuine RTP of a payload type that passes, from position to limit; valid only during the call
     * @param nanos when it was received, on a clock that only goes forward
     */
    void rtp(StreamState stream, ByteBuffer packet, long nanos, Out out);

    /** What has waited long enough leaves; now and then, also while nothing comes. */
    void look(StreamState stream, long nanos, Out out);

    /** The way to the receiver of a stream. */
    interface Out {
        /**
         * Sends RTP, protected as the receiver wants it.
         *
         * @param plain position to limit, with room for {@link PacketPath#ROOM} bytes behind; may be changed
         * @return false if the network did not take it; it is lost then
         */
        boolean send(ByteBuffer plain);
    }
}
