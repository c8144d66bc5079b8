package org.bailey.svc;

import java.nio.ByteBuffer;

/** Where rewritten packets go. */
@FunctionalInterface
public interface PacketSink {
    /** Behind the limit of a packet there is room for so many bytes more. */
    int ROOM = 256;

    /**
     * Takes an RTP packet.
     *
     * @param packet plain, position to limit; may be changed, valid only during the call
     */
    void send(ByteBuffer packet);
}
