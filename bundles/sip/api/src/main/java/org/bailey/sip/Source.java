package org.bailey.sip;

import java.net.InetSocketAddress;
import java.util.List;

/**
 * Where a message came from.
 *
 * @param listener name of the listener it came in on, or whose connection carried it
 * @param tlsNames the names of the peer's verified certificate, common name first, then the subject alternative names;
 *     empty without TLS, without a certificate, and when it was not verified
 */
public record Source(
        String listener,
        Transport transport,
        InetSocketAddress remote,
        InetSocketAddress local,
        List<String> tlsNames) {
    public Source {
        tlsNames = List.copyOf(tlsNames);
    }

    @Override
    public String toString() {
        return transport.token() + ":" + remote.getAddress().getHostAddress() + ":" + remote.getPort();
    }
}
