package org.bailey.turn;

import java.net.InetSocketAddress;

/**
 * A server somebody configured.
 *
 * @param name as in the configuration, unique
 * @param address resolved
 * @param host as configured, for the check of its certificate
 * @param transport what leads to it
 * @param username long-term credential (RFC 8489 section 9.2)
 * @param password never printed
 */
public record TurnServer(
        String name, InetSocketAddress address, String host, Transport transport, String username, String password) {

    public enum Transport {
        UDP,
        TCP,
        TLS
    }

    @Override
    public String toString() {
        return name + " (" + transport + " " + host + ":" + address.getPort() + ")";
    }
}
