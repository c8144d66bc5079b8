package org.bailey.media.provider.ice;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.function.IntSupplier;
import org.bailey.turn.Allocation.Family;

/**
 * What one component asks TURN servers from.
 *
 * @param socket its own, over UDP
 * @param bind where another port is opened when a server does not take that one
 * @param best our best address towards peers; where it is of IPv6, so shall be those on servers
 * @param mark octet for the IP header, now
 */
record RelayBase(Way socket, InetAddress bind, InetAddress best, IntSupplier mark) {
    Family family() {
        return best instanceof Inet6Address ? Family.IPV6 : Family.SERVERS;
    }
}
