package org.bailey.turn;

import java.net.InetSocketAddress;

/**
 * A server somebody configured.
 *
 * @param name as in the configuration, unique
 * @param address resolved
 * @param host as configured; over TLS its certificate has to carry this name ({@code TlsContexts.verifyName})
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

    /** {@return the same server at another address, which it named itself} */
    public TurnServer at(InetSocketAddress other) {
        return new TurnServer(name, other, host, transport, username, password);
    }

    /** {@return whether messages come as a stream, see {@link TurnStream}} */
    public boolean streamed() {
        return transport != Transport.UDP;
    }

    @Override
    public String toString() {
        return name + " (" + transport + " " + host + ":" + address.getPort() + ")";
    }
}
