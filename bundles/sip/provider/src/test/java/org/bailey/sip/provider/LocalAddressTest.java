package org.bailey.sip.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

class LocalAddressTest {
    @Test
    void aListenerOnAllAddressesIsSeenUnderTheOneItsRouteLeadsFrom() {
        InetSocketAddress all = new InetSocketAddress("0.0.0.0", 5060);
        assertEquals(
                new InetSocketAddress("127.0.0.1", 5060),
                LocalAddress.of(all, 5060, new InetSocketAddress("127.0.0.3", 5060)),
                "never the peer's own address");
        assertEquals(
                new InetSocketAddress("127.0.0.7", 5061),
                LocalAddress.of(new InetSocketAddress("127.0.0.7", 0), 5061, new InetSocketAddress("127.0.0.3", 9)));
    }
}
