package org.bailey.peertest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Objects;
import org.bailey.turn.Allocation;
import org.bailey.turn.Allocation.Family;
import org.bailey.turn.Allocation.Remedy;
import org.bailey.turn.Allocation.State;
import org.bailey.turn.TurnServer;
import org.bailey.turn.TurnServer.Transport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The TURN client and coturn. */
@ResourceLock(Stage.SIGNALS)
class TurnIT {
    private static final Duration SOON = Duration.ofSeconds(5);
    /** First byte of channel data. */
    private static final int CHANNEL = 0x40;

    @RegisterExtension
    final Stage stage = new Stage();

    private static TurnServer server(int port, Transport transport, String user, String password) {
        return new TurnServer(
                "turn1", new InetSocketAddress("127.0.0.1", port), "127.0.0.1", transport, user, password);
    }

    private TurnHost udp(Coturn coturn) {
        return host(server(coturn.port(), Transport.UDP, Coturn.USER, Coturn.PASSWORD));
    }

    private TurnHost host(TurnServer server) {
        return stage.add(new TurnHost(server, null));
    }

    @ParameterizedTest
    @EnumSource
    void packetsGoBothWaysAsIndicationsThenOnAChannel(Transport transport) {
        Pki pki = new Pki(stage.folder("pki"), "Bailey TURN test");
        Pki.Identity who = pki.identity("turn.test", "127.0.0.1");
        Coturn coturn = transport == Transport.TLS ? Coturn.secured(stage, who) : Coturn.start(stage);
        int port = transport == Transport.TLS ? coturn.tlsPort() : coturn.port();
        TurnHost host = stage.add(new TurnHost(
                server(port, transport, Coturn.USER, Coturn.PASSWORD), transport == Transport.TLS ? who.tls() : null));
        EchoPeer peer = stage.add(new EchoPeer());
        host.allocate().awaitAllocated();
        assertTrue(host.allocation.software.contains("Coturn"), host.allocation.software);
        assertNotNull(host.allocation.mapped);

        host.permit("127.0.0.1");
        host.await(
                "the permission",
                () -> host.allocation.permissions.values().iterator().next().granted);
        assertTrue(host.say("odd", peer.address()));
        host.await(
                "the echo",
                () -> host.heard.contains("odd from " + peer.address().getPort()));
        assertFalse(host.sent.contains(CHANNEL), "no channel yet");

        host.bind(peer.address());
        host.await("the channel", () -> host.allocation.channels.get(0).bound);
        for (int length = 0; length < 9; length++) {
            String text = "channel".repeat(2).substring(0, length);
            host.heard.clear();
            assertTrue(host.say(text, peer.address()));
            host.await("the echo of " + length + " bytes", () -> !host.heard.isEmpty());
            assertEquals(text + " from " + peer.address().getPort(), host.heard.get(0));
            assertEquals(CHANNEL, host.sent.get(host.sent.size() - 1));
        }
        String large = "x".repeat(1200);
        host.say(large, peer.address());
        host.await(
                "1,200 bytes",
                () -> host.heard.contains(large + " from " + peer.address().getPort()));
        assertEquals(0, host.allocation.dropped);
        host.release();
        assertEquals(Long.MAX_VALUE, host.allocation.dueNanos);
        coturn.awaitOutput(SOON, "lifetime=0");
    }

    @Test
    void whoHasNoPermissionIsNotHeard() {
        Coturn coturn = Coturn.start(stage);
        TurnHost host = udp(coturn).allocate().awaitAllocated();
        EchoPeer peer = stage.add(new EchoPeer());
        InetSocketAddress relayed = Objects.requireNonNull(host.allocation.relayed);
        peer.say("too early", relayed);
        host.permit("127.0.0.1");
        host.await(
                "the permission",
                () -> host.allocation.permissions.values().iterator().next().granted);
        host.await("a packet through the permission", () -> {
            peer.say("in time", relayed);
            return host.heard.contains("in time from " + peer.address().getPort());
        });
        assertFalse(host.heard.toString().contains("early"), host.heard.toString());
    }

    @Test
    void aWrongPasswordIsToldAtOnce() {
        Coturn coturn = Coturn.start(stage);
        TurnHost host =
                host(server(coturn.port(), Transport.UDP, Coturn.USER, "wrong")).allocate();
        assertEquals(
                "the TURN server turn1 refused our user name or password (401): check username and password of"
                        + " org.bailey.turn.server turn1",
                host.awaitFailure(Duration.ofSeconds(2)));
        assertEquals(2, host.sent.size(), "one without, one with credentials, and no more");
        assertEquals(State.FAILED, host.allocation.state);
    }

    @Test
    void anAddressOfIpv6ReachesPeersOfIpv6() throws Exception {
        Coturn coturn = Coturn.start(stage, "relay-ip=::1");
        EchoPeer peer = stage.add(new EchoPeer(InetAddress.getByName("::1")));
        TurnServer server = server(coturn.port(), Transport.UDP, Coturn.USER, Coturn.PASSWORD);
        TurnHost host = stage.add(new TurnHost(new Allocation(server, Family.IPV6), null));
        host.allocate().awaitAllocated();
        InetSocketAddress relayed = host.allocation.relayed;
        assertTrue(relayed != null && relayed.getAddress() instanceof Inet6Address, relayed + " is not of IPv6");
        host.permit("127.0.0.1");
        assertEquals(0, host.allocation.exchanges.size(), "the server is asked for what it cannot do");
        host.bind(peer.address());
        host.await("the channel", () -> host.allocation.channels.get(0).bound);
        assertTrue(host.say("six", peer.address()));
        host.await(
                "the echo",
                () -> host.heard.contains("six from " + peer.address().getPort()));
    }

    @Test
    void aServerWithoutIpv6SaysSo() {
        Coturn coturn = Coturn.start(stage);
        TurnServer server = server(coturn.port(), Transport.UDP, Coturn.USER, Coturn.PASSWORD);
        TurnHost host = stage.add(new TurnHost(new Allocation(server, Family.IPV6), null));
        String sentence = host.allocate().awaitFailure(SOON);
        assertTrue(sentence.contains("has no address of that family (440"), sentence);
        assertEquals(Remedy.OTHER_FAMILY, host.allocation.remedy);
    }

    @Test
    void aServerThatFallsSilentUnderMediaIsMissedAfterSomeFiveSeconds() {
        Coturn coturn = Coturn.start(stage);
        EchoPeer peer = stage.add(new EchoPeer());
        TurnHost host = udp(coturn).allocate().awaitAllocated();
        host.bind(peer.address());
        host.await("the channel", () -> host.allocation.channels.get(0).bound);
        host.say("there", peer.address());
        host.await("the echo", () -> !host.heard.isEmpty());
        coturn.freeze(true);
        try {
            host.say("gone", peer.address());
            String sentence = host.awaitFailure(Duration.ofSeconds(30));
            // a busy machine may look late, but not as late as without media
            assertTrue(sentence.matches(".* has not answered for [4-9] s: .*"), sentence);
        } finally {
            coturn.freeze(false);
        }
    }

    @Test
    void aUserNameThatIsMissingIsToldAtOnce() {
        Coturn coturn = Coturn.start(stage);
        String sentence =
                host(server(coturn.port(), Transport.UDP, "", "")).allocate().awaitFailure(Duration.ofSeconds(2));
        assertTrue(sentence.contains("wants a user name and password (401): set username"), sentence);
    }

    @Test
    void theQuotaOfTheUserIsToldAndAReleaseMakesRoom() {
        Coturn coturn = Coturn.start(stage, "user-quota=1");
        TurnHost first = udp(coturn).allocate().awaitAllocated();
        String sentence = udp(coturn).allocate().awaitFailure(SOON);
        assertTrue(sentence.contains("gives user bailey no more addresses (486"), sentence);
        first.release();
        first.await("the answer to giving back", () -> first.allocation.exchanges.isEmpty());
        // coturn takes a moment until it counts one less
        Await.until(SOON, "room for another", () -> {
            TurnHost third = udp(coturn).allocate();
            third.await("an answer", () -> third.allocated > 0 || !third.failures.isEmpty());
            return third.allocated > 0;
        });
    }

    @Test
    void aStaleNonceIsReplaced() {
        Coturn coturn = Coturn.start(stage, "stale-nonce=2");
        TurnHost host = udp(coturn).allocate().awaitAllocated();
        byte[] first = Objects.requireNonNull(host.allocation.credential).nonce();
        host.permit("127.0.0.1");
        host.await("another nonce", () -> {
            if (host.allocation.exchanges.isEmpty()) {
                host.skip(Duration.ofSeconds(241));
            }
            return !java.util.Arrays.equals(
                    first, Objects.requireNonNull(host.allocation.credential).nonce());
        });
        host.await("the answers", () -> host.allocation.exchanges.isEmpty());
        assertTrue(host.allocation.permissions.values().stream().allMatch(permission -> permission.granted));
        assertEquals(0, host.failures.size());
    }

    @Test
    void allThatRunsOutIsRefreshedInTime() {
        Coturn coturn = Coturn.start(stage);
        TurnHost host = udp(coturn).allocate().awaitAllocated();
        EchoPeer peer = stage.add(new EchoPeer());
        host.bind(peer.address());
        host.await("the channel", () -> host.allocation.exchanges.isEmpty());
        assertTrue(host.allocation.channels.get(0).bound);
        host.sent.clear();
        host.skip(Duration.ofSeconds(241));
        host.await("the permission again", () -> host.sent.size() >= 2 && host.allocation.exchanges.isEmpty());
        coturn.awaitOutput(SOON, "CREATE_PERMISSION processed, success(.|\n)*CREATE_PERMISSION processed, success");
        host.skip(Duration.ofSeconds(300));
        host.await("a refresh", () -> coturn.output().contains("refreshed") && host.allocation.exchanges.isEmpty());
        host.await("the channel again", () -> coturn.output().split("CHANNEL_BIND processed, success").length > 2);
        assertEquals(0, host.failures.size());
        assertTrue(host.say("still", peer.address()));
        host.await("the echo", () -> !host.heard.isEmpty());
    }

    @Test
    void anOlderAllocationOfOurPortIsTakenBack() throws Exception {
        Coturn coturn = Coturn.start(stage);
        TurnServer server = server(coturn.port(), Transport.UDP, Coturn.USER, Coturn.PASSWORD);
        TurnHost lost = new TurnHost(new Allocation(server), null, 0);
        int port = lost.port();
        lost.allocate().awaitAllocated();
        InetSocketAddress before = lost.allocation.relayed;
        lost.close();
        TurnHost host = stage.add(new TurnHost(new Allocation(server), null, port));
        host.allocate().awaitAllocated();
        assertTrue(host.allocation.cleared > 0);
        assertNotEquals(before, host.allocation.relayed);
    }

    @Test
    void anOlderAllocationOfSomebodyElseWantsAnotherPort() throws Exception {
        Coturn coturn = Coturn.start(stage, "user=other:secret");
        TurnHost lost = new TurnHost(new Allocation(server(coturn.port(), Transport.UDP, "other", "secret")), null, 0);
        int port = lost.port();
        lost.allocate().awaitAllocated();
        lost.close();
        TurnHost host = stage.add(new TurnHost(
                new Allocation(server(coturn.port(), Transport.UDP, Coturn.USER, Coturn.PASSWORD)), null, port));
        String sentence = host.allocate().awaitFailure(SOON);
        assertEquals(Remedy.OTHER_PORT, host.allocation.remedy, sentence);
    }

    @Test
    void anAlternateServerIsGoneTo() {
        int port = Ports.next();
        Coturn other = Coturn.at(stage, "other", port);
        Coturn coturn = Coturn.start(stage, "alternate-server=127.0.0.1:" + port);
        TurnHost host = udp(coturn).allocate();
        String sentence = host.awaitFailure(SOON);
        assertTrue(sentence.contains("sends us to 127.0.0.1:" + port + " (300)"), sentence);
        assertEquals(Remedy.ALTERNATE_SERVER, host.allocation.remedy);
        TurnHost there = stage.add(new TurnHost(Objects.requireNonNull(host.allocation.next()), null));
        there.allocate().awaitAllocated();
        assertEquals(port, there.allocation.server.address().getPort());
        assertTrue(other.alive());
    }

    @Test
    void aServerThatIsKilledIsMissedWithinTwentySeconds() {
        Coturn coturn = Coturn.start(stage);
        TurnHost host = udp(coturn).allocate().awaitAllocated();
        host.skip(Duration.ofSeconds(11));
        host.await("the server to be asked", () -> host.allocation.exchanges.size() == 1);
        host.await("its answer", () -> host.allocation.exchanges.isEmpty());
        coturn.close();
        host.skip(Duration.ofSeconds(10));
        String sentence = host.awaitFailure(Duration.ofSeconds(9));
        assertTrue(sentence.startsWith("the TURN server turn1 has not answered for 1"), sentence);
    }

    @Test
    void aServerThatWasRestartedHasForgottenUs() {
        Coturn first = Coturn.start(stage);
        TurnHost host = udp(first).allocate().awaitAllocated();
        first.close();
        Coturn.at(stage, "again", first.port());
        host.skip(Duration.ofSeconds(541));
        String sentence = host.awaitFailure(SOON);
        assertEquals(Remedy.ANEW, host.allocation.remedy, sentence);
        udp(first).allocate().awaitAllocated();
    }
}
