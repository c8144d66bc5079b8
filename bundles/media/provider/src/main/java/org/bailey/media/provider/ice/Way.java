package org.bailey.media.provider.ice;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/** A way out for packets of one component: from the socket itself, over a connection, or through a relay. */
@FunctionalInterface
public interface Way {
    /** {@return false if the network did not take the packet; it may be changed in place} */
    boolean send(ByteBuffer packet, InetSocketAddress to);

    /** {@return whether it takes somebody who speaks to TURN servers} */
    default boolean relayed() {
        return false;
    }
}
