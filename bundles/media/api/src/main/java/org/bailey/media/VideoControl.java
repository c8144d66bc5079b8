package org.bailey.media;

import java.nio.ByteBuffer;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * The code that understands what one side says about the other's picture, and tells the other side in its own words. A
 * service; a line is served by the one that names the line's bridge, else by the relay's own, which translates between
 * standard RTCP, Microsoft's and signalling. It keeps nothing itself: what has to be remembered is in
 * {@link StreamState#control}, so that it can be replaced while pictures flow.
 *
 * <p>Every method is called on the event loop that owns the call, and must not block.
 */
@ConsumerType
public interface VideoControl {
    /** {@return name of the bridge whose lines it serves, as in {@link MediaLinePlan#bridge}} */
    String bridge();

    /**
     * RTCP came from the sender of a stream. What it says about pictures is noted, and taken out unless the other side is to
     * read it as it is. Nothing is sent from here: {@link #look} follows for the other side.
     *
     * @param stream what comes from that side
     * @param packet plain and genuine, one or more RTCP packets from position to limit; may be shortened in place
     * @return whether anything is left for the other side
     */
    boolean received(StreamState stream, ByteBuffer packet, long nanos);

    /** The side opposite to the sender of a stream wants this of its picture, and said so in signalling. */
    void wanted(StreamState stream, VideoWish wish);

    /**
     * Tells the sender of a stream what is due; five times a second, and when there may be something new.
     *
     * @param out the way back to that side
     */
    void look(StreamState stream, long nanos, Out out);

    /** The way back to the sender of a stream. */
    interface Out {
        /**
         * Sends RTCP, protected as that side wants it.
         *
         * @param packet plain, position to limit, with room for {@link PacketPath#ROOM} bytes behind; may be changed
         * @return false while there is nowhere to send to, or when the network did not take it
         */
        boolean send(ByteBuffer packet);
    }
}
