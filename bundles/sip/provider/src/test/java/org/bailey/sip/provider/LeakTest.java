package org.bailey.sip.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.bailey.sip.Body;
import org.bailey.sip.SipEvent;
import org.bailey.sip.SipResponse;
import org.bailey.sip.SipUser;
import org.bailey.sip.TransactionId;
import org.bailey.sip.Transport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** However transactions end, nothing of them stays: no entry, no port, no thread. */
class LeakTest {
    private static final int EACH = 1250;

    /** Answers by the way a request asks to end: the first word of its Call-ID. */
    private static final class Ending implements SipUser {
        private final JainSipStack stack;

        Ending(JainSipStack stack) {
            this.stack = stack;
        }

        @Override
        public void happened(SipEvent event) {
            if (event instanceof SipEvent.Cancelled cancelled) {
                stack.respond(cancelled.transaction(), SipResponse.of(487, "Request Terminated", "t"));
            } else if (event instanceof SipEvent.Requested requested && requested.transaction() != null) {
                answer(requested, Objects.requireNonNull(requested.transaction()));
            }
        }

        private void answer(SipEvent.Requested requested, TransactionId id) {
            switch (requested.request().callId().split("-")[0]) {
                case "accepted" -> {
                    stack.respond(id, SipResponse.of(180, "Ringing", "t"));
                    stack.respond(id, SipResponse.of(200, "OK", "t"));
                }
                case "refused" -> stack.respond(id, SipResponse.of(486, "Busy Here", "t"));
                case "plain" -> stack.respond(id, SipResponse.of(200, "OK", "t"));
                default -> {
                    // cancelled ones wait
                }
            }
        }
    }

    /** Counts how the client's transactions ended, each once. */
    private static final class Ends implements SipUser {
        final Map<TransactionId, String> how = new ConcurrentHashMap<>();
        final AtomicInteger events = new AtomicInteger();

        @Override
        public void happened(SipEvent event) {
            events.incrementAndGet();
            if (event instanceof SipEvent.Responded r && !r.response().provisional()) {
                how.put(r.transaction(), String.valueOf(r.response().status()));
            } else if (event instanceof SipEvent.TimedOut t) {
                how.put(t.transaction(), "timeout");
            } else if (event instanceof SipEvent.Unsendable u) {
                how.put(u.transaction(), "unsendable");
            }
        }

        long count(String end) {
            return how.values().stream().filter(end::equals).count();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"UDP", "TCP"})
    void tenThousandTransactionsLeaveNothing(Transport transport) {
        // 64 T1 is longer than a busy machine stops us for: nobody is to time out whose peer answers
        SipSettings settings = Settings.t1(120);
        try (Bench a = new Bench(transport, settings);
                Bench b = new Bench(transport, settings)) {
            Ends ends = new Ends();
            a.stack.addUser(ends, Map.of(SipUser.OWNER, "leak"));
            b.stack.addUser(new Ending(b.stack), Map.of(SipUser.OWNER, "call", "service.ranking", 1));
            InetSocketAddress nobody = new InetSocketAddress(InetAddress.getLoopbackAddress(), 18_999);
            for (int i = 0; i < EACH; i++) {
                send(a, "INVITE", "accepted-" + i, b.address());
                send(a, "INVITE", "refused-" + i, b.address());
                send(a, "OPTIONS", "plain-" + i, b.address());
                send(a, "INVITE", "cancelled-" + i, b.address());
                a.stack.cancel(new TransactionId("leak", "cancelled-" + i), "");
                if (i % 5 == 0) {
                    send(a, "OPTIONS", "nobody-" + i, nobody);
                }
                int sent = i + 1;
                Await.until("not too many under way", () -> ends.how.size() > (sent - 100) * 4);
            }
            int all = EACH * 4 + EACH / 5;
            Await.until("all ended", Duration.ofSeconds(30), () -> ends.how.size() == all);
            assertEquals(2 * EACH, ends.count("200"));
            assertEquals(EACH, ends.count("486"));
            assertEquals(EACH, ends.count("487"));
            assertEquals(EACH / 5, ends.count(transport == Transport.UDP ? "timeout" : "unsendable"));
            Await.until("no transactions", Duration.ofSeconds(30), () -> empty(a) && empty(b));
            assertEquals(0, a.stack.counters().lostEvents() + b.stack.counters().lostEvents());
            assertEquals(0, a.stack.counts.failures.sum() + b.stack.counts.failures.sum());
        }
    }

    private static void send(Bench from, String method, String id, InetSocketAddress to) {
        from.stack.send(new TransactionId("leak", id), Bench.request(method, id, 1, Body.EMPTY), from.to(to));
    }

    private static boolean empty(Bench bench) {
        return bench.stack.counters().clientTransactions() == 0
                && bench.stack.counters().serverTransactions() == 0
                && bench.stack.incoming.transactions() == 0;
    }

    @Test
    void twentyStartsAndStopsLeaveNoThreadAndNoPort() {
        int port = 0;
        for (int i = 0; i < 20; i++) {
            long started = System.nanoTime();
            JainSipStack stack = new JainSipStack(SipSettings.DEFAULTS);
            Listener tcp = stack.open(ListenerSettings.of("tcp", "tcp", "127.0.0.1", port, "none"));
            Await.until("listening", () -> tcp.status().listening());
            port = tcp.port();
            Listener udp = stack.open(ListenerSettings.of("udp", "udp", "127.0.0.1", port, "none"));
            Await.until("listening", () -> udp.status().listening());
            try (RawPeer peer = new RawPeer(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))) {
                peer.write("\r\n\r\n");
                assertEquals('\r', peer.readByte());
                stack.close();
            }
            assertTrue(System.nanoTime() - started < 5_000_000_000L, "stopping is quick");
        }
        Await.until(
                "no threads left",
                () -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(t -> t.getName().startsWith("bailey-sip")
                                || t.getName().equals("EventScannerThread")));
    }
}
