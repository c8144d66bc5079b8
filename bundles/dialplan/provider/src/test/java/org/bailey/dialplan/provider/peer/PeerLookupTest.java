package org.bailey.dialplan.provider.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.bailey.sip.Hop;
import org.bailey.sip.Transport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PeerLookupTest {
    private Bench bench;

    @BeforeEach
    void start() throws Exception {
        bench = new Bench("""
                cucm1 IN A 127.0.0.11
                cucm2 IN A 127.0.0.12
                pool IN A 127.0.0.31
                pool IN A 127.0.0.32
                _sips._tcp.cucm IN SRV 10 0 5071 cucm1.test.
                _sips._tcp.cucm IN SRV 20 0 5072 cucm2.test.
                _sip._tcp.cucm IN SRV 10 0 5080 cucm2.test.
                _sip._udp.cucm IN SRV 10 0 5090 cucm1.test.
                _sips._tcp.half IN SRV 10 0 5061 gone.test.
                _sips._tcp.half IN SRV 20 0 5061 cucm1.test.
                """);
    }

    @AfterEach
    void stop() throws Exception {
        bench.close();
    }

    @Test
    void anAddressIsItself() throws Exception {
        assertEquals(List.of("192.0.2.1:5061"), hops(Transport.TLS, 0, "192.0.2.1"));
        assertEquals(List.of("192.0.2.1:5060"), hops(Transport.UDP, 0, "192.0.2.1"));
        assertEquals(List.of("192.0.2.1:5062"), hops(Transport.TCP, 5062, "192.0.2.1"));
        assertEquals(List.of("192.0.2.1:5063"), hops(Transport.TCP, 5062, "192.0.2.1:5063"));
        assertEquals(List.of("2001:db8:0:0:0:0:0:1:5061"), hops(Transport.TLS, 0, "2001:db8::1"));
    }

    @Test
    void aNameWithoutPortIsFoundBySrvOfTheTransport() throws Exception {
        assertEquals(List.of("127.0.0.11:5071", "127.0.0.12:5072"), hops(Transport.TLS, 0, "cucm.test"));
        assertEquals(List.of("127.0.0.12:5080"), hops(Transport.TCP, 0, "cucm.test"));
        assertEquals(List.of("127.0.0.11:5090"), hops(Transport.UDP, 0, "cucm.test"));
    }

    @Test
    void aNameWithPortOrWithoutSrvHasItsAddressesInTheServersOrder() throws Exception {
        assertEquals(List.of("127.0.0.31:5062", "127.0.0.32:5062"), hops(Transport.TLS, 5062, "pool.test"));
        assertEquals(List.of("127.0.0.31:5061", "127.0.0.32:5061"), hops(Transport.TLS, 0, "pool.test"));
        assertEquals(List.of("127.0.0.11:5999"), hops(Transport.TLS, 0, "cucm1.test:5999"));
    }

    @Test
    void aServiceWithoutAddressIsLeftOut() throws Exception {
        assertEquals(List.of("127.0.0.11:5061"), hops(Transport.TLS, 0, "half.test"));
    }

    @Test
    void theCertificateHasToCarryTheConfiguredName() throws Exception {
        PeerLookup.Found found = Bench.get(PeerLookup.find(
                Bench.zone("Z", Transport.TLS, 0, "cucm.test"),
                org.bailey.dialplan.provider.plan.Peer.parse("cucm.test"),
                bench.resolver));
        assertTrue(found.hops().stream().allMatch(h -> h.name().equals("cucm.test") && h.verify()));
        assertTrue(found.hops().stream().map(Hop::listener).allMatch("standard"::equals));
    }

    @Test
    void aNameNobodyKnowsIsNamedWithTheServerAsked() throws Exception {
        Way way = Bench.get(bench.watch.way(Bench.zone("Z", Transport.TLS, 5061, "nobody.test")));
        assertEquals(
                "no peer of zone 'Z' could be looked up: there is no name nobody.test, says DNS server 127.0.0.1:"
                        + bench.dns.address().getPort(),
                way.reason());
    }

    private List<String> hops(Transport transport, int port, String peer) throws Exception {
        return bench.hops(Bench.zone("Z", transport, port, peer));
    }
}
