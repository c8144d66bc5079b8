package org.bailey.system.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.bailey.system.NameResolver.Answer;
import org.bailey.system.NameResolver.Service;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against Debian's BIND; package bind9. */
class DnsLookupBindTest {
    @TempDir
    static Path directory;

    private static BindServer bind;

    private final ExecutorService executor = Executors.newSingleThreadExecutor();
    private final AtomicLong clock = new AtomicLong();

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(BindServer.installed(), "no named here: install the Debian package bind9 to run this test");
        bind = new BindServer(directory, "gw.test", """
                gw1 IN A 127.0.0.20
                gw2 IN A 127.0.0.21
                gw2 IN AAAA ::1
                rr IN A 127.0.0.20
                rr IN A 127.0.0.21
                rr IN A 127.0.0.22
                pool IN CNAME gw1
                away IN CNAME elsewhere.test.
                round1 IN CNAME round2
                round2 IN CNAME round1
                mail IN TXT "no address"
                _sips._tcp IN SRV 20 0 5061 gw2
                _sips._tcp IN SRV 10 100 5061 gw1
                _sip._udp IN SRV 0 0 0 .
                """);
    }

    @AfterAll
    static void stop() {
        if (bind != null) {
            bind.close();
        }
    }

    @AfterEach
    void end() throws InterruptedException {
        executor.shutdown();
        assertTrue(executor.awaitTermination(5, TimeUnit.SECONDS), "the answering thread has ended");
    }

    @Test
    void findsServicesByPriorityAndTheirAddresses() throws Exception {
        DnsLookup dns = lookup(bind.only());
        Answer<Service> services = get(dns.services("_sips._tcp.gw.test"));
        assertEquals(
                List.of(new Service(10, 100, 5061, "gw1.gw.test"), new Service(20, 0, 5061, "gw2.gw.test")),
                services.records());
        assertEquals(Duration.ofSeconds(5), services.ttl());
        assertEquals("", services.problem());
        assertEquals(
                addresses("127.0.0.21", "::1"),
                get(dns.addresses("gw2.gw.test")).records());
    }

    @Test
    void keepsTheServersOrderForItsTtlAndThenTakesTheNextRotation() throws Exception {
        DnsLookup dns = lookup(bind.only());
        Set<List<InetAddress>> orders = new HashSet<>();
        for (int i = 0; i < 12; i++) {
            Answer<InetAddress> first = get(dns.addresses("rr.gw.test"));
            assertEquals(3, first.records().size());
            clock.addAndGet(Duration.ofSeconds(4).toNanos());
            assertEquals(first.records(), get(dns.addresses("rr.gw.test")).records());
            orders.add(first.records());
            clock.addAndGet(Duration.ofSeconds(2).toNanos());
        }
        assertTrue(orders.size() > 1, "BIND rotates, so must we: " + orders);
    }

    @Test
    void followsAliases() throws Exception {
        DnsLookup dns = lookup(bind.only());
        assertEquals(addresses("127.0.0.20"), get(dns.addresses("pool.gw.test")).records());
        assertEquals(List.of(), get(dns.addresses("round1.gw.test")).records());
        assertFalse(get(dns.addresses("round1.gw.test")).problem().isEmpty());
    }

    @Test
    void saysWhatIsMissingAndWhoSaysSo() throws Exception {
        DnsLookup dns = lookup(bind.only());
        String server = ServerAddress.text(bind.address());
        assertEquals(
                "there is no name nobody.gw.test, says DNS server " + server,
                get(dns.addresses("nobody.gw.test")).problem());
        assertEquals(
                "mail.gw.test has no A records, says DNS server " + server,
                get(dns.addresses("mail.gw.test")).problem());
        assertEquals(
                "elsewhere.test could not be looked up (A): DNS server " + server + " answers REFUSED",
                get(dns.addresses("elsewhere.test")).problem());
        assertTrue(get(dns.services("_sip._udp.gw.test")).problem().contains("not offered"));
        assertTrue(get(dns.addresses("a..b")).problem().contains("'a..b' cannot be a DNS name"));
    }

    @Test
    void asksTheNextServerWhenTheFirstIsSilentAndThenStaysWithIt() throws Exception {
        try (DatagramSocket silent = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"))) {
            InetSocketAddress mute = (InetSocketAddress) silent.getLocalSocketAddress();
            DnsLookup dns = lookup(List.of(mute, bind.address()));
            assertEquals(
                    addresses("127.0.0.20"), get(dns.addresses("gw1.gw.test")).records());
            silent.setSoTimeout(1000);
            drain(silent);
            assertEquals(
                    addresses("127.0.0.20"), get(dns.addresses("pool.gw.test")).records());
            assertEquals(0, drain(silent), "the silent server rests");
            clock.addAndGet(Duration.ofSeconds(61).toNanos());
            assertEquals(
                    addresses("127.0.0.20"), get(dns.addresses("gw1.gw.test")).records());
            assertTrue(drain(silent) > 0, "after a minute it is asked again");
        }
    }

    @Test
    void namesTheServersWhenNobodyAnswers() throws Exception {
        try (DatagramSocket silent = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"))) {
            InetSocketAddress mute = (InetSocketAddress) silent.getLocalSocketAddress();
            assertEquals(
                    "gw1.gw.test could not be looked up (A): no answer from DNS server " + ServerAddress.text(mute),
                    get(lookup(List.of(mute)).addresses("gw1.gw.test")).problem());
        }
    }

    @Test
    void asksTheServersOfTheLongestFittingDomain() throws Exception {
        try (DatagramSocket silent = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"))) {
            List<InetSocketAddress> mute = List.of((InetSocketAddress) silent.getLocalSocketAddress());
            DnsLookup dns = lookup(
                    mute,
                    new DomainServers(List.of("test"), mute),
                    new DomainServers(List.of("GW.test."), bind.only()));
            assertEquals(
                    addresses("127.0.0.20"), get(dns.addresses("gw1.gw.test")).records());
            assertEquals(0, drain(silent), "nobody else was asked");
        }
    }

    @Test
    void theHostsFileComesFirstAndBareNamesGetTheDomain() throws Exception {
        Path hosts = Files.writeString(directory.resolve("hosts"), "127.0.0.99 gw1.gw.test\n");
        SystemSettings settings = new SystemSettings(
                "",
                "gw.test",
                "",
                bind.only(),
                Duration.ofMillis(500),
                Duration.ofDays(1),
                SystemSettings.NOTHING_SET.timeZone());
        DnsLookup dns = new DnsLookup(settings, List.of(), List.of(), new HostsFile(hosts), executor, clock::get);
        assertEquals(addresses("127.0.0.99"), get(dns.addresses("gw1")).records());
        assertEquals(addresses("127.0.0.21", "::1"), get(dns.addresses("gw2")).records());
    }

    @Test
    void literalAddressesAnswerThemselves() throws Exception {
        DnsLookup dns = lookup(List.of());
        assertEquals(addresses("192.0.2.7"), get(dns.addresses("192.0.2.7")).records());
        assertEquals(addresses("::1"), get(dns.addresses("[::1]")).records());
    }

    private DnsLookup lookup(List<InetSocketAddress> servers, DomainServers... domains) {
        SystemSettings settings = new SystemSettings(
                "", "", "", servers, Duration.ofMillis(500), Duration.ofDays(1), SystemSettings.NOTHING_SET.timeZone());
        return new DnsLookup(
                settings, servers, List.of(domains), new HostsFile(directory.resolve("none")), executor, clock::get);
    }

    /** {@return how many questions lay unanswered at that socket} */
    private static int drain(DatagramSocket socket) throws Exception {
        socket.setSoTimeout(200);
        int count = 0;
        try {
            while (true) {
                socket.receive(new java.net.DatagramPacket(new byte[2048], 2048));
                count++;
            }
        } catch (java.net.SocketTimeoutException empty) {
            return count;
        }
    }

    private static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private static List<InetAddress> addresses(String... literals) throws Exception {
        List<InetAddress> list = new ArrayList<>();
        for (String literal : literals) {
            list.add(InetAddress.getByName(literal));
        }
        return list;
    }
}
