package org.bailey.dialplan.provider.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.bailey.dialplan.Dialect;
import org.bailey.dialplan.ZonePolicy;
import org.bailey.dialplan.provider.plan.Peer;
import org.bailey.dialplan.provider.plan.Zone;
import org.bailey.dialplan.provider.plan.ZoneType;
import org.bailey.sip.Hop;
import org.bailey.sip.Transport;
import org.bailey.system.provider.DnsNameResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Zones whose peers are found by the domain of each call, against a DNS server. */
class DomainZoneTest {
    @TempDir
    private Path folder;

    private LabDns dns;
    private DnsNameResolver resolver;

    @BeforeEach
    void open() throws Exception {
        dns = new LabDns("""
            pointed IN NAPTR 20 10 "s" "SIP+D2U" "" _sip._udp.far.test.
            pointed IN NAPTR 10 20 "s" "SIPS+D2T" "" _sips._tcp.second.test.
            pointed IN NAPTR 10 10 "s" "SIPS+D2T" "" _sips._tcp.far.test.
            pointed IN NAPTR 5 10 "u" "SIPS+D2T" "!^.*$!sip:a@b!" .
            _sips._tcp.far IN SRV 1 1 5071 edge.far.test.
            edge.far IN A 192.0.2.7
            _sips._tcp.plain IN SRV 1 1 5072 sip.plain.test.
            sip.plain IN A 192.0.2.8
            bare IN A 192.0.2.9
            _sipfederationtls._tcp.ms IN SRV 1 1 5061 edge.ms.test.
            edge.ms IN A 192.0.2.10
            _sipfederationtls._tcp.stolen IN SRV 1 1 5061 edge.evil.test.
            edge.evil IN A 192.0.2.66
            """);
        Path hosts = Files.writeString(folder.resolve("hosts"), "");
        resolver = DnsNameResolver.asking(List.of(dns.address()), hosts);
    }

    @AfterEach
    void close() throws Exception {
        resolver.deactivate();
        dns.close();
    }

    @Test
    void aDomainIsReachedByNaptrElseBySrvElseByItsAddress() throws Exception {
        assertEquals("tls 192.0.2.7:5071 pointed.test", found(ZoneType.DNS, "pointed.test"));
        assertEquals("tls 192.0.2.8:5072 plain.test", found(ZoneType.DNS, "plain.test"));
        assertEquals("tls 192.0.2.9:5061 bare.test", found(ZoneType.DNS, "bare.test"));
        assertEquals("tls 192.0.2.9:7000 bare.test", found(ZoneType.DNS, "bare.test:7000"));
        assertEquals("tls 192.0.2.77:5061 192.0.2.77", found(ZoneType.DNS, "192.0.2.77"));
        assertTrue(found(ZoneType.DNS, "nowhere.test").startsWith("there is no name nowhere.test"));
    }

    @Test
    void aMicrosoftOrganisationIsFoundByItsFederationRecordAlone() throws Exception {
        assertEquals("tls 192.0.2.10:5061 edge.ms.test", found(ZoneType.FEDERATION, "ms.test"));
        assertTrue(found(ZoneType.FEDERATION, "plain.test")
                .startsWith("plain.test federates with nobody: there is no name"));
        assertEquals("192.0.2.77 is no domain", found(ZoneType.FEDERATION, "192.0.2.77"));
    }

    @Test
    void aRecordThatLeadsOutOfItsDomainIsNotBelieved() throws Exception {
        assertEquals(
                "_sipfederationtls._tcp.stolen.test leads to edge.evil.test, which is not within stolen.test: it is not"
                        + " believed to speak for it",
                found(ZoneType.FEDERATION, "stolen.test"));
    }

    private String found(ZoneType type, String domain) throws Exception {
        Zone zone = new Zone(
                "z",
                type == ZoneType.DNS ? Dialect.STANDARD : Dialect.MICROSOFT,
                type,
                false,
                "standard",
                Transport.TLS,
                0,
                List.of(),
                15,
                true,
                Zone.Monitoring.DEFAULT,
                ZonePolicy.DEFAULT);
        PeerLookup.Found found = PeerLookup.find(zone, Peer.parse(domain), resolver)
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
        if (found.hops().isEmpty()) {
            return found.problem();
        }
        Hop hop = found.hops().get(0);
        return String.format(
                Locale.ROOT,
                "%s %s:%d %s",
                hop.transport().token(),
                hop.address().getAddress().getHostAddress(),
                hop.address().getPort(),
                hop.name());
    }
}
