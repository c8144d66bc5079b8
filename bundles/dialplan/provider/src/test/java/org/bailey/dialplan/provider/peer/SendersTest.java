package org.bailey.dialplan.provider.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.util.List;
import org.bailey.dialplan.Dialect;
import org.bailey.dialplan.Origin;
import org.bailey.dialplan.SipVariant;
import org.bailey.dialplan.provider.plan.Peer;
import org.bailey.dialplan.provider.plan.Plan;
import org.bailey.dialplan.provider.plan.TrustedHost;
import org.bailey.dialplan.provider.plan.Zone;
import org.bailey.sip.Body;
import org.bailey.sip.Headers;
import org.bailey.sip.SipRequest;
import org.bailey.sip.Source;
import org.bailey.sip.Transport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SendersTest {
    private static final Zone LYNC = Bench.microsoft("fe1.test");
    private static final Zone CUCM = Bench.zone("CUCM", Transport.TLS, 5061, "cucm1.test", "192.0.2.12");
    private static final Zone SAME_HOST = Bench.zone("Same", Transport.TCP, 5060, "192.0.2.1");
    private static final SipRequest MICROSOFT = request("User-Agent", "UCCAPI/16.0 OC/16.0");
    private static final SipRequest STANDARD = request("User-Agent", "baresip");

    private Bench bench;
    private Senders senders;

    @BeforeEach
    void start() throws Exception {
        bench = new Bench("cucm1 IN A 127.0.0.11\nfe1 IN A 127.0.0.31\n");
        senders = new Senders(bench.watch, bench);
    }

    @AfterEach
    void stop() throws Exception {
        bench.close();
    }

    @Test
    void limitsForStrangersDoNotBindPeersAndTrustedHosts() throws Exception {
        TrustedHost host = new TrustedHost("fe", Peer.parse("192.0.2.31"), true);
        Plan plan = plan(List.of(host), CUCM, LYNC);
        bench.hops(CUCM);
        for (String known : List.of("127.0.0.11", "192.0.2.12", "192.0.2.31")) {
            assertTrue(senders.know(plan, java.net.InetAddress.getByName(known)), known);
        }
        assertFalse(senders.know(plan, java.net.InetAddress.getByName("192.0.2.99")));
    }

    @Test
    void aPeerIsKnownByItsAddress() throws Exception {
        Plan plan = plan(List.of(), CUCM, LYNC);
        bench.hops(CUCM);
        Origin byName = senders.origin(plan, STANDARD, from("standard", "127.0.0.11"));
        assertEquals(new Origin("CUCM", Dialect.STANDARD, SipVariant.STANDARD, true, ""), byName);
        assertEquals(
                "CUCM",
                senders.origin(plan, STANDARD, from("standard", "192.0.2.12")).zone());
        assertEquals(
                "CUCM",
                senders.origin(plan, STANDARD, from("other", "192.0.2.12")).zone(),
                "on another listener of ours as well");
    }

    @Test
    void aPeerIsKnownByItsCertificateWhateverItsAddress() {
        Plan plan = plan(List.of(), CUCM);
        assertEquals(
                "CUCM",
                senders.origin(plan, STANDARD, from("standard", "198.51.100.7", "CUCM1.test"))
                        .zone());
    }

    @Test
    void onlyATrustedHostSpeaksMicrosoft() {
        Plan plan = plan(List.of(trusted("192.0.2.31", true)), LYNC, CUCM);
        Origin known = senders.origin(plan, MICROSOFT, from("microsoft", "192.0.2.31"));
        assertEquals(new Origin(LYNC.name(), Dialect.MICROSOFT, SipVariant.MICROSOFT_AV, true, ""), known);

        Origin unknown = senders.origin(plan, MICROSOFT, from("microsoft", "192.0.2.32"));
        assertEquals(Dialect.STANDARD, unknown.dialect());
        assertEquals("", unknown.zone());
        assertFalse(unknown.trusted());
        assertEquals(
                "call from untrusted 192.0.2.32 treated as standard SIP: if it is a Microsoft server or load balancer, add"
                        + " it to org.bailey.b2bua.trustedhost",
                unknown.remark());
    }

    @Test
    void beingTheDestinationIsNotBeingTrusted() throws Exception {
        Plan plan = plan(List.of(), LYNC);
        bench.hops(LYNC);
        assertFalse(
                senders.origin(plan, MICROSOFT, from("microsoft", "127.0.0.31")).trusted());
    }

    @Test
    void aTrustedHostGivenByNameIsKnownByCertificateOrAddress() {
        Plan plan = plan(List.of(trusted("fe1.test", true)), LYNC);
        assertTrue(senders.origin(plan, MICROSOFT, from("microsoft", "198.51.100.1", "pool.test", "fe1.test"))
                .trusted());
        senders.refresh(plan);
        Bench.await(
                "known by address once DNS has answered",
                () -> senders.origin(plan, MICROSOFT, from("microsoft", "127.0.0.31"))
                        .trusted());
    }

    @Test
    void aTranscoderIsNotAMicrosoftHost() {
        Plan plan = plan(List.of(trusted("192.0.2.31", false)), LYNC);
        assertFalse(
                senders.origin(plan, MICROSOFT, from("microsoft", "192.0.2.31")).trusted());
    }

    @Test
    void onOneAddressForBothSidesTheListenerDecides() {
        Plan plan = plan(List.of(trusted("192.0.2.1", true)), SAME_HOST, LYNC);
        assertEquals(
                LYNC.name(),
                senders.origin(plan, MICROSOFT, from("microsoft", "192.0.2.1")).zone());
        Origin standard = senders.origin(plan, STANDARD, from("standard", "192.0.2.1"));
        assertEquals("Same", standard.zone());
        assertEquals("", standard.remark());
    }

    @Test
    void aTrustedHostOnTheWrongPortIsTakenWithARemark() {
        Plan plan = plan(List.of(trusted("192.0.2.31", true)), LYNC);
        Origin origin = senders.origin(plan, MICROSOFT, from("standard", "192.0.2.31"));
        assertEquals(Dialect.MICROSOFT, origin.dialect());
        assertEquals(
                "Microsoft host 192.0.2.31 calls port 5061 of listener 'standard' instead of listener 'microsoft': correct"
                        + " the port of its static route",
                origin.remark());
    }

    @Test
    void aStrangerOnTheStandardSideIsToldApart() {
        Plan plan = plan(List.of(), LYNC, CUCM);
        assertEquals(
                "call from untrusted 203.0.113.5 treated as standard SIP: it is a peer of no zone",
                senders.origin(plan, STANDARD, from("standard", "203.0.113.5")).remark());
        Plan off = plan(List.of(trusted("192.0.2.31", true)), CUCM);
        assertEquals(
                "call from untrusted 192.0.2.31 treated as standard SIP: org.bailey.b2bua is not enabled",
                senders.origin(off, MICROSOFT, from("microsoft", "192.0.2.31")).remark());
    }

    private Plan plan(List<TrustedHost> trusted, Zone... zones) {
        Plan plan = Bench.plan(trusted, zones);
        bench.watch.plan(plan);
        return plan;
    }

    private static TrustedHost trusted(String host, boolean microsoft) {
        return new TrustedHost("", Peer.parse(host), microsoft);
    }

    private static Source from(String listener, String address, String... tlsNames) {
        return new Source(
                listener,
                Transport.TLS,
                new InetSocketAddress(address, 40000),
                new InetSocketAddress("127.0.0.1", 5061),
                List.of(tlsNames));
    }

    private static SipRequest request(String name, String value) {
        return new SipRequest(
                "INVITE", "sip:a@b", Headers.NONE.plus(name, value).plus("From", "<sip:x@y>;tag=1"), Body.EMPTY);
    }
}
