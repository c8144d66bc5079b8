package org.bailey.sip.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.annotation.Annotation;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.Objects;
import org.bailey.sip.Body;
import org.bailey.sip.SipEvent.Requested;
import org.bailey.sip.SipEvent.Unsendable;
import org.bailey.sip.SipResponse;
import org.bailey.sip.SipStack.ListenerStatus;
import org.bailey.sip.Transport;
import org.junit.jupiter.api.Test;

class ListenerTest {
    private static ConfiguredListener configured(String name, String transport, int port) {
        ListenerConfig config = new ListenerConfig() {
            @Override
            public String transport() {
                return transport;
            }

            @Override
            public String address() {
                return "127.0.0.1";
            }

            @Override
            public int port() {
                return port;
            }

            @Override
            public String clientCertificate() {
                return "want";
            }

            @Override
            public Class<? extends Annotation> annotationType() {
                return ListenerConfig.class;
            }
        };
        return new ConfiguredListener(config, Map.of("service.pid", "org.bailey.sip.listener~" + name));
    }

    @Test
    void addingAndRemovingOneDoesNotTouchTheOthersNorTheirConnections() {
        try (Bench bench = new Bench(Transport.TCP);
                RawPeer peer = new RawPeer(bench.address())) {
            peer.write(StreamTest.options("l1", "Content-Length: 0\r\n\r\n"));
            Requested waiting = bench.user.next(Requested.class);
            ConfiguredListener other = configured("other", "udp", 0);
            bench.stack.addListener(other);
            Await.until(
                    "both listen",
                    () -> bench.stack.listeners().stream().allMatch(ListenerStatus::listening)
                            && bench.stack.listeners().size() == 2);
            bench.stack.removeListener(other);
            assertEquals(1, bench.stack.listeners().size());
            bench.stack.respond(Objects.requireNonNull(waiting.transaction()), SipResponse.of(200, "OK", "t"));
            assertTrue(peer.read().startsWith("SIP/2.0 200 OK"));
        }
    }

    @Test
    void aPortInUseIsNamedAndTakenWhenItIsFree() throws Exception {
        try (Bench bench = new Bench(Transport.TCP)) {
            ConfiguredListener blocked;
            try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                blocked = configured("blocked", "tcp", other.getLocalPort());
                bench.stack.addListener(blocked);
                Await.until(
                        "the problem is said", () -> status(bench).problem().contains("is in use by another program"));
                assertTrue(!status(bench).listening());
            }
            Await.until("it listens", () -> status(bench).listening());
            assertEquals("", status(bench).problem());
        }
    }

    private static ListenerStatus status(Bench bench) {
        return bench.stack.listeners().get(0);
    }

    @Test
    void aRequestThroughAListenerThatIsNotThereIsUnsendable() {
        try (Bench bench = new Bench(Transport.UDP)) {
            var hop = new org.bailey.sip.Hop("missing", Transport.UDP, bench.address(), "", false);
            bench.stack.send(Bench.id("1"), Bench.request("OPTIONS", "m", 1, Body.EMPTY), hop);
            assertEquals(
                    "there is no SIP listener 'missing'",
                    bench.user.next(Unsendable.class).reason());
            var wrong = new org.bailey.sip.Hop("main", Transport.TLS, bench.address(), "", false);
            bench.stack.send(Bench.id("2"), Bench.request("OPTIONS", "m", 1, Body.EMPTY), wrong);
            assertEquals(
                    "SIP listener 'main' does not speak tls",
                    bench.user.next(Unsendable.class).reason());
            var unknown = java.net.InetSocketAddress.createUnresolved("nowhere.example", 5060);
            bench.stack.send(Bench.id("3"), Bench.request("OPTIONS", "m", 1, Body.EMPTY), bench.to(unknown));
            assertTrue(bench.user.next(Unsendable.class).reason().contains("nowhere.example"));
        }
    }

    @Test
    void aTlsListenerWithoutIdentitySaysSo() {
        try (Bench bench = new Bench(Transport.TLS)) {
            assertTrue(status(bench).problem().contains("configure org.bailey.tls"));
            try (RawPeer peer = new RawPeer(bench.address())) {
                assertEquals(-1, peer.readByte());
            }
        }
    }

    @Test
    void refusesSettingsAndNamesThem() {
        assertTrue(message(() -> ListenerSettings.of("x", "sctp", "127.0.0.1", 1, "none"))
                .contains("'sctp'"));
        assertTrue(message(() -> ListenerSettings.of("x", "udp", "host.example", 1, "none"))
                .contains("'host.example'"));
        assertTrue(message(() -> ListenerSettings.of("x", "udp", "127.0.0.1", 70_000, "none"))
                .contains("70000"));
        assertTrue(message(() -> ListenerSettings.of("x", "tls", "127.0.0.1", 1, "maybe"))
                .contains("'maybe'"));
        assertTrue(message(() -> Settings.withConnections(0)).contains("maxConnections"));
    }

    private static String message(org.junit.jupiter.api.function.Executable wrong) {
        return assertThrows(IllegalArgumentException.class, wrong).getMessage();
    }

    @Test
    void theNameIsWhatStandsBehindTheTilde() {
        assertEquals("microsoft", ConfiguredListener.name("org.bailey.sip.listener~microsoft"));
        assertEquals("1a2b", ConfiguredListener.name("org.bailey.sip.listener.1a2b"));
    }
}
