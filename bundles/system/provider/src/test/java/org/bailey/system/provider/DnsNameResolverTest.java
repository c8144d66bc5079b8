package org.bailey.system.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class DnsNameResolverTest {
    @Test
    void deactivatingLeavesNoThreadButAnswersWhoeverWaits() throws Exception {
        try (DatagramSocket silent = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"))) {
            DnsNameResolver resolver = DnsNameResolver.asking(
                    List.of((InetSocketAddress) silent.getLocalSocketAddress()), Path.of("absent"));
            var waiting = resolver.addresses("fe1.example.com").toCompletableFuture();
            resolver.deactivate();
            assertTrue(waiting.get(10, TimeUnit.SECONDS).problem().contains("no answer from DNS server 127.0.0.1:"));
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
            while (threads() > 0 && System.nanoTime() < deadline) {
                LockSupport.parkNanos(5_000_000);
            }
            assertEquals(0, threads());
        }
    }

    @Test
    void aWrongServerKeepsTheOnesInUse() throws Exception {
        DnsNameResolver resolver = new DnsNameResolver(
                Typed.config(SystemConfig.class, Map.of("dnsServers", new String[] {"127.0.0.1:1"})));
        resolver.reconfigure(Typed.config(SystemConfig.class, Map.of("dnsServers", new String[] {"dns.example.com"})));
        String problem = resolver.addresses("fe1.example.com")
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS)
                .problem();
        assertTrue(problem.contains("DNS server 127.0.0.1:1"), problem);
        resolver.deactivate();
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(t -> t.getName().startsWith("bailey-system-"))
                .count();
    }
}
