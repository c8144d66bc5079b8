package org.bailey.sip.provider;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import org.bailey.sip.SipUri;
import org.bailey.sip.Transport;

/** How we name ourselves in Contact and Via: by the FQDN when there is one, else by the address the peer sees. */
final class Contacts {
    private Contacts() {}

    static SipUri of(String name, Transport transport, InetSocketAddress local) {
        return new SipUri("sip", "", host(name, local), local.getPort(), ";transport=" + transport.token(), "");
    }

    static String sentBy(String name, InetSocketAddress local) {
        return host(name, local) + ":" + local.getPort();
    }

    private static String host(String name, InetSocketAddress local) {
        if (!name.isEmpty()) {
            return name;
        }
        String address = local.getAddress().getHostAddress();
        int zone = address.indexOf('%');
        String plain = zone < 0 ? address : address.substring(0, zone);
        return plain.contains(":") ? "[" + plain + "]" : plain;
    }

    /** {@return an address for peers that are not known yet: the bound one, or the first of this machine that is no loopback} */
    static InetSocketAddress any(InetSocketAddress bind, int port) {
        if (!bind.getAddress().isAnyLocalAddress()) {
            return new InetSocketAddress(bind.getAddress(), port);
        }
        InetAddress found = InetAddress.getLoopbackAddress();
        try {
            found = NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                    .findFirst()
                    .orElse(found);
        } catch (SocketException none) {
            // the loopback address it is
        }
        return new InetSocketAddress(found, port);
    }
}
