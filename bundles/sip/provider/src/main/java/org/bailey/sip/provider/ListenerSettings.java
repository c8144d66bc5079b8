package org.bailey.sip.provider;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.bailey.sip.Transport;

/** A checked listener. */
record ListenerSettings(String name, Transport transport, InetSocketAddress bind, ClientCertificate clientCertificate) {

    /** Whether a peer that connects has to show a certificate. */
    enum ClientCertificate {
        NONE,
        WANT,
        NEED
    }

    static ListenerSettings of(String name, String transport, String address, int port, String clientCertificate) {
        if (!name.matches("[A-Za-z0-9._-]+")) {
            throw new IllegalArgumentException(
                    "listener name '" + name + "' is not made of letters, digits, . _ and -");
        }
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException(
                    "port " + port + " of SIP listener " + name + " is not between 0 and 65535");
        }
        ClientCertificate certificate;
        try {
            certificate = ClientCertificate.valueOf(clientCertificate.toUpperCase(java.util.Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException("clientCertificate '" + clientCertificate + "' of SIP listener " + name
                    + " is none of none, want, need");
        }
        return new ListenerSettings(
                name, Transport.of(transport), new InetSocketAddress(literal(name, address), port), certificate);
    }

    private static InetAddress literal(String name, String address) {
        try {
            if (address.matches("[0-9.]+|\\[?[0-9a-fA-F:.%]+]?")) {
                return InetAddress.getByName(address);
            }
        } catch (UnknownHostException notALiteral) {
            // said below
        }
        throw new IllegalArgumentException("address '" + address + "' of SIP listener " + name + " is no IP address");
    }

    @Override
    public String toString() {
        return name + " (" + transport.token() + " " + bind.getAddress().getHostAddress() + ":" + bind.getPort() + ")";
    }
}
