package org.bailey.media.provider;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Which address of this machine leads to a peer. */
final class LocalAddresses {
    private static final int MOST = 1024;
    private static final long FRESH_NANOS = 10_000_000_000L;
    // TEST-NET-1 (RFC 5737): nobody is there, but the default route leads to it
    private static final InetAddress ANYWHERE = address(192, 0, 2, 1);

    private record Known(InetAddress local, long nanos) {}

    private record Lasting(List<InetAddress> addresses, long nanos) {}

    private volatile @Nullable Lasting lasting;
    private final ConcurrentHashMap<InetAddress, Known> known = new ConcurrentHashMap<>();

    InetAddress towards(@Nullable InetAddress peer, long nanos) {
        InetAddress remote = peer == null ? ANYWHERE : peer;
        Known entry = known.get(remote);
        if (entry == null || nanos - entry.nanos > FRESH_NANOS) {
            if (known.size() >= MOST) {
                known.clear();
            }
            entry = new Known(route(remote), nanos);
            known.put(remote, entry);
        }
        return entry.local;
    }

    /**
     * {@return what to offer a peer: the address that leads there first, then those of the other family; a peer on this
     * machine is offered nothing else}
     */
    List<InetAddress> offered(@Nullable InetAddress peer, long nanos) {
        InetAddress first = towards(peer, nanos);
        List<InetAddress> all = new ArrayList<>(List.of(first));
        if (!first.isLoopbackAddress()) {
            if (first instanceof Inet6Address) {
                all.add(towards(ANYWHERE, nanos));
                all.removeIf(InetAddress::isLoopbackAddress); // no IPv4 here
            } else {
                all.addAll(ipv6(nanos));
            }
        }
        return all;
    }

    private List<InetAddress> ipv6(long nanos) {
        Lasting entry = lasting;
        if (entry == null || nanos - entry.nanos > FRESH_NANOS) {
            entry = new Lasting(Ipv6Addresses.now(), nanos);
            lasting = entry;
        }
        return entry.addresses;
    }

    // connecting a UDP socket sends nothing: the kernel looks up the route and so picks the source address
    private static InetAddress route(InetAddress remote) {
        var family = remote instanceof Inet6Address ? StandardProtocolFamily.INET6 : StandardProtocolFamily.INET;
        try (DatagramChannel probe = DatagramChannel.open(family)) {
            probe.connect(new InetSocketAddress(remote, 9));
            return ((InetSocketAddress) probe.getLocalAddress()).getAddress();
        } catch (IOException noRoute) {
            return address(127, 0, 0, 1);
        }
    }

    private static InetAddress address(int... octets) {
        try {
            return InetAddress.getByAddress(
                    new byte[] {(byte) octets[0], (byte) octets[1], (byte) octets[2], (byte) octets[3]});
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
