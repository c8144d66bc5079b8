package org.bailey.media;

import java.net.InetSocketAddress;
import org.bailey.ice.RemoteIce;
import org.jspecify.annotations.Nullable;

/**
 * Where the peer of one side wants its packets, from its SDP.
 *
 * @param ice what it said about ICE; null when it does none: packets go to the addresses as they are
 */
public record RemotePorts(
        InetSocketAddress rtp,
        InetSocketAddress rtcp,
        @Nullable RemoteIce ice) {
    /** Without ICE. */
    public RemotePorts(InetSocketAddress rtp, InetSocketAddress rtcp) {
        this(rtp, rtcp, null);
    }
}
