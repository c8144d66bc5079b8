package org.bailey.sip.provider;

import java.net.InetSocketAddress;
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
}
