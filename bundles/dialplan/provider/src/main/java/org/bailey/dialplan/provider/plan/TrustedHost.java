package org.bailey.dialplan.provider.plan;

import java.net.InetAddress;
import java.util.List;
import org.bailey.sip.Source;

/**
 * A host whose calls are taken as what they say they are.
 *
 * @param name for people only
 * @param host address, or a name that the certificate of the sender has to carry
 * @param microsoft false for transcoders
 */
public record TrustedHost(String name, Peer host, boolean microsoft) {
    /** @param addresses known for the host */
    public boolean sent(Source source, List<InetAddress> addresses) {
        return addresses.contains(source.remote().getAddress())
                || source.tlsNames().stream().anyMatch(n -> n.equalsIgnoreCase(host.host()));
    }
}
