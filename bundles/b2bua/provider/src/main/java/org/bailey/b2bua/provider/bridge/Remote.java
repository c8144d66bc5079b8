package org.bailey.b2bua.provider.bridge;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.bailey.ice.RemoteIce;
import org.bailey.media.RemotePorts;
import org.bailey.sdp.Connection;
import org.bailey.sdp.MediaDescription;
import org.bailey.sdp.SessionDescription;
import org.jspecify.annotations.Nullable;

/** Where the author of a description wants packets. Only numeric addresses: nothing here waits for DNS. */
final class Remote {
    private Remote() {}

    /** Whether packets could ever be sent there; 0.0.0.0 counts, for it is a hold. */
    static boolean reachable(SessionDescription description, MediaDescription line) {
        return description.connection(line).flatMap(Remote::address).isPresent();
    }

    /**
     * Empty while held by {@code c=IN IP4 0.0.0.0}, and where there is no numeric unicast address.
     *
     * @param ice what it said about ICE; null when none is done with it
     */
    static Optional<RemotePorts> of(SessionDescription description, MediaDescription line, @Nullable RemoteIce ice) {
        Optional<Connection> connection = description.connection(line).filter(c -> !c.unspecified());
        int rtcp = line.rtcpPort().filter(port -> port > 0).orElse(Math.min(line.port() + 1, 65535));
        return line.isRefused()
                ? Optional.empty()
                : connection
                        .flatMap(Remote::address)
                        .map(address -> new RemotePorts(
                                new InetSocketAddress(address, line.port()),
                                new InetSocketAddress(address, rtcp),
                                ice));
    }

    private static Optional<InetAddress> address(Connection connection) {
        if (!numeric(connection.host())) {
            return Optional.empty();
        }
        try {
            InetAddress address = InetAddress.getByName(connection.host());
            boolean many = address.isMulticastAddress() || connection.host().equals("255.255.255.255");
            return many ? Optional.empty() : Optional.of(address);
        } catch (UnknownHostException notAnAddress) {
            return Optional.empty();
        }
    }

    private static boolean numeric(String host) {
        return host.indexOf(':') >= 0 || host.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
    }
}
