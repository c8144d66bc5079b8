package org.bailey.dialplan.provider.peer;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.bailey.dialplan.DialPlan;
import org.bailey.dialplan.DialPlan.PeerStatus;
import org.bailey.dialplan.Dialect;
import org.bailey.dialplan.ZonePolicy;
import org.bailey.dialplan.provider.plan.Peer;
import org.bailey.dialplan.provider.plan.Plan;
import org.bailey.dialplan.provider.plan.TrustedHost;
import org.bailey.dialplan.provider.plan.Zone;
import org.bailey.sip.Headers;
import org.bailey.sip.Hop;
import org.bailey.sip.SipEvent;
import org.bailey.sip.SipResponse;
import org.bailey.sip.SipStack;
import org.bailey.sip.Source;
import org.bailey.sip.Transport;
import org.bailey.system.NameResolver;
import org.bailey.system.provider.DnsNameResolver;
import org.jspecify.annotations.Nullable;

/** A watch over real DNS, with a clock the test turns. */
final class Bench implements AutoCloseable, PeerWatch.Means {
    final AtomicLong clock = new AtomicLong(1_000_000_000_000L);
    final ScheduledThreadPoolExecutor scheduler =
            new ScheduledThreadPoolExecutor(1, task -> new Thread(task, "bench-dialplan"));
    final PaperStack stack = new PaperStack();
    final LabDns dns;
    final DnsNameResolver resolver;
    final PeerWatch watch = new PeerWatch(scheduler, this, clock::get);
    volatile boolean resolverThere = true;

    Bench(String zoneFile) throws Exception {
        dns = new LabDns(zoneFile);
        resolver = DnsNameResolver.asking(List.of(dns.address()), Path.of("no-hosts-file"));
    }

    static Zone zone(String name, Transport transport, int port, String... peers) {
        return new Zone(
                name,
                Dialect.STANDARD,
                false,
                "standard",
                transport,
                port,
                Arrays.stream(peers).map(Peer::parse).toList(),
                15,
                true,
                Zone.Monitoring.DEFAULT,
                ZonePolicy.DEFAULT);
    }

    static Zone unmonitored(Zone zone) {
        return new Zone(
                zone.name(),
                zone.dialect(),
                zone.automatic(),
                zone.listener(),
                zone.transport(),
                zone.port(),
                zone.peers(),
                zone.hopCount(),
                zone.verify(),
                new Zone.Monitoring(false, Duration.ofSeconds(60), Duration.ofSeconds(10)),
                zone.policy());
    }

    static Zone microsoft(String... peers) {
        return new Zone(
                DialPlan.MICROSOFT_ZONE,
                Dialect.MICROSOFT,
                true,
                "microsoft",
                Transport.TLS,
                5061,
                Arrays.stream(peers).map(Peer::parse).toList(),
                70,
                true,
                Zone.Monitoring.DEFAULT,
                ZonePolicy.DEFAULT);
    }

    static Plan plan(Zone... zones) {
        return new Plan(List.of(zones), List.of(), List.of(), List.of());
    }

    static Plan plan(List<TrustedHost> trusted, Zone... zones) {
        return new Plan(List.of(zones), List.of(), List.of(), trusted);
    }

    @Override
    public @Nullable NameResolver resolver() {
        return resolverThere ? resolver : null;
    }

    @Override
    public SipStack stack() {
        return stack;
    }

    @Override
    public String fqdn() {
        return "gw.example.com";
    }

    /** Lets time pass and looks at everything once. */
    void pass(int seconds) {
        clock.addAndGet(Duration.ofSeconds(seconds).toNanos());
        watch.look();
        settle();
    }

    /** Waits until what was put on the scheduler is done. */
    void settle() {
        try {
            scheduler.submit(() -> {}).get(5, TimeUnit.SECONDS);
        } catch (Exception stuck) {
            throw new AssertionError("the scheduler is stuck", stuck);
        }
    }

    List<PaperStack.Sent> sent(int atLeast) {
        await("OPTIONS to " + atLeast + " addresses", () -> stack.sent.size() >= atLeast);
        return List.copyOf(stack.sent);
    }

    void answer(PaperStack.Sent to, int status, String reason, Headers headers) {
        InetSocketAddress here = new InetSocketAddress("127.0.0.1", 65072);
        watch.happened(new SipEvent.Responded(
                to.transaction(),
                new SipResponse(status, reason, headers, org.bailey.sip.Body.EMPTY, ""),
                new Source(to.hop().listener(), to.hop().transport(), to.hop().address(), here, List.of())));
        settle();
    }

    void answer(PaperStack.Sent to, int status, String reason) {
        answer(to, status, reason, Headers.NONE);
    }

    PeerStatus peer(String zone, int number) {
        return watch.status().stream()
                .filter(z -> z.name().equals(zone))
                .findFirst()
                .orElseThrow()
                .peers()
                .get(number);
    }

    List<String> hops(Zone zone) throws Exception {
        Way way = get(watch.way(zone));
        List<String> addresses = new ArrayList<>();
        for (Hop hop : way.hops()) {
            addresses.add(hop.address().getAddress().getHostAddress() + ":"
                    + hop.address().getPort());
        }
        return addresses;
    }

    static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(1_000_000);
        }
        assertTrue(condition.getAsBoolean(), what);
    }

    @Override
    public void close() throws Exception {
        scheduler.shutdownNow();
        resolver.deactivate();
        dns.close();
        assertTrue(scheduler.awaitTermination(5, TimeUnit.SECONDS), "the scheduler's thread has ended");
    }
}
