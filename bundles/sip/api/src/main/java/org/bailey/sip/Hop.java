package org.bailey.sip;

import java.net.InetSocketAddress;

/**
 * Where a request goes next: one address, found by DNS or given by hand.
 *
 * @param listener the name of our listener whose address stands in Via and Contact, {@code org.bailey.sip.listener~NAME}
 * @param transport as the listener's
 * @param address resolved address and port
 * @param name the name the address was found under; with TLS verification the peer's certificate has to carry it
 * @param verify whether the peer's certificate is checked: chain, validity, EKU and name; false only by zone setting
 */
public record Hop(String listener, Transport transport, InetSocketAddress address, String name, boolean verify) {
    @Override
    public String toString() {
        return transport.token() + ":" + address.getAddress().getHostAddress() + ":" + address.getPort()
                + (name.isEmpty() ? "" : " (" + name + ")");
    }
}
