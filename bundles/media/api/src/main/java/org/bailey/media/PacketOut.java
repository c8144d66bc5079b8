package org.bailey.media;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.osgi.annotation.versioning.ProviderType;

/** The way out for packets of one stream: our ports that face the side opposite to the one that sent it. */
@ProviderType
public interface PacketOut {
    /**
     * Sends {@code packet}, position to limit, from the RTP port.
     *
     * @return false if the network did not take it; it is lost then
     */
    boolean rtp(ByteBuffer packet, InetSocketAddress to);

    /** Sends from the RTCP port; otherwise as {@link #rtp}. */
    boolean rtcp(ByteBuffer packet, InetSocketAddress to);
}
