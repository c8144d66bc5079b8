package org.bailey.media.provider.ice;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.bailey.ice.IceDialect;
import org.jspecify.annotations.Nullable;

/**
 * What one side of a media line gathers candidates from.
 *
 * @param dialect the peer's
 * @param addresses of this machine, the best first
 * @param rtp port of component 1
 * @param rtcp port of component 2
 * @param outside how a NAT that always maps to the same address shows us; null for none
 * @param servers for relays
 * @param patience when gathering ends, with whatever was found
 * @param tieBreaker the same for all lines of a call
 */
public record GatherNeeds(
        IceDialect dialect,
        List<InetAddress> addresses,
        int rtp,
        int rtcp,
        @Nullable InetAddress outside,
        Servers servers,
        Duration patience,
        long tieBreaker) {
    InetSocketAddress host(InetAddress address, int component) {
        return new InetSocketAddress(address, component == 1 ? rtp : rtcp);
    }

    /** {@return the address the sockets count as} */
    InetSocketAddress base(int component) {
        return host(addresses.get(0), component);
    }
}
