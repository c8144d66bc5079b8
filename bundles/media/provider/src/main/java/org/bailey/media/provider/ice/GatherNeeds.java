package org.bailey.media.provider.ice;

import java.net.Inet6Address;
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
 * @param tcp whether and how connections are used
 */
public record GatherNeeds(
        IceDialect dialect,
        List<InetAddress> addresses,
        int rtp,
        int rtcp,
        @Nullable InetAddress outside,
        Servers servers,
        Duration patience,
        long tieBreaker,
        TcpNeeds tcp) {
    InetSocketAddress host(InetAddress address, int component) {
        return new InetSocketAddress(address, component == 1 ? rtp : rtcp);
    }

    /** {@return the addresses the sockets count as: the first of each family, the family of the best address first} */
    List<InetAddress> bases() {
        InetAddress first = addresses.get(0);
        return addresses.stream()
                .filter(address -> family(address) != family(first))
                .findFirst()
                .map(second -> List.of(first, second))
                .orElse(List.of(first));
    }

    /** {@return what a socket counts as towards addresses like that one} */
    InetSocketAddress base(int component, InetAddress like) {
        return host(
                bases().stream()
                        .filter(base -> family(base) == family(like))
                        .findFirst()
                        .orElse(addresses.get(0)),
                component);
    }

    /** {@return where connections of ours leave from: the port is the system's choice (RFC 6544 section 4.5)} */
    static InetSocketAddress anyPort(InetAddress address) {
        return new InetSocketAddress(address, 9);
    }

    static boolean family(InetAddress address) {
        return address instanceof Inet6Address;
    }
}
