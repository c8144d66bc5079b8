package org.bailey.ice.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.bailey.ice.Candidate;
import org.bailey.ice.IceDialect;
import org.bailey.ice.IceHistory;
import org.bailey.ice.IceParameters;
import org.bailey.ice.RemoteIce;
import org.junit.jupiter.api.Test;

/** Why there is no media, in sentences an operator understands. */
class WordsTest {
    private final Net net = new Net(7);
    private final FullIceAgent agent = new FullIceAgent(Settings.DEFAULT);

    private SimulatedHost host(boolean relay) {
        return new SimulatedHost(net, agent, "a", 1, Net.Nat.NONE, IceDialect.MICROSOFT, 1, relay);
    }

    private static RemoteIce peer(String... candidates) {
        List<Candidate> parsed = java.util.Arrays.stream(candidates)
                .map(text -> Candidate.parse(text, IceDialect.MICROSOFT).orElseThrow())
                .toList();
        return new RemoteIce(
                IceDialect.MICROSOFT,
                true,
                new IceParameters("peer", "passwordpasswordpasswo", parsed, false, Map.of()));
    }

    private String failure(SimulatedHost host, RemoteIce peer) {
        host.remote(peer);
        net.run(16_000);
        assertEquals(1, host.failures.size());
        return host.failures.get(0);
    }

    @Test
    void onlyHostCandidatesOutOfReach() {
        assertEquals(
                "No way for RTP to the peer in 15 s: only host UDP candidates were offered by the peer, none reachable"
                        + " from here; no relay of ours was tried; 7 checks to 10.0.0.5:50000"
                        + " (host) from 203.0.113.1:50000 (host): no answer",
                failure(host(false), peer("1 1 UDP 2130706431 10.0.0.5 50000 typ host")));
    }

    @Test
    void onlyTcpCandidates() {
        String sentence = failure(
                host(true),
                peer(
                        "1 1 TCP-PASS 174455807 203.0.113.9 443 typ relay raddr 203.0.113.9 rport 443",
                        "2 1 TCP-ACT 1684797951 10.0.0.5 50030 typ srflx raddr 10.0.0.5 rport 50030"));
        assertTrue(
                sentence.startsWith("No way for RTP to the peer in 15 s: only TCP candidates were offered by the peer"),
                sentence);
    }

    @Test
    void otherAddressFamily() {
        String sentence = failure(host(true), peer("1 1 UDP 2130706431 2001:db8::5 50000 typ host"));
        assertTrue(sentence.contains("none of the peer's candidates has an address family of ours"), sentence);
    }

    @Test
    void noComponentInCommon() {
        String sentence = failure(host(true), peer("1 2 UDP 2130706431 10.0.0.5 50000 typ host"));
        assertTrue(sentence.contains("it offered no candidates for the components we have"), sentence);
    }

    @Test
    void aRefusalIsTold() {
        var host = host(false);
        var other = new SimulatedHost(net, agent, "b", 2, Net.Nat.NONE, IceDialect.MICROSOFT, 1, false);
        IceParameters theirs = other.session.local;
        host.remote(new RemoteIce(
                IceDialect.MICROSOFT,
                true,
                new IceParameters(theirs.ufrag(), "anotherpasswordthanthe", theirs.candidates())));
        net.run(16_000);
        assertTrue(
                host.failures.get(0).contains("(host) from 203.0.113.1:50000 (host): 401 Unauthorized"),
                host.failures.get(0));
        assertTrue(other.session.lastRefusal.endsWith("has wrong integrity"), other.session.lastRefusal);
    }

    @Test
    void theHistoryIsASnapshotAndHasNoSecrets() {
        var two = new Two(IceDialect.STANDARD, Net.Nat.NONE, Net.Nat.RESTRICTED, true).connect();
        IceHistory history = two.a.session.history();
        assertEquals("CONNECTED", history.state());
        assertEquals("controlling", history.role());
        assertEquals(
                2, history.pairs().stream().filter(IceHistory.Pair::selected).count());
        assertTrue(history.steps()
                .get(history.steps().size() - 1)
                .startsWith("connected: RTP 203.0.113.1:50000 (host) to"));
        assertFalse(
                (history + "" + two.a.session.local + two.a.session.remote).contains(two.a.session.local.password()));
        assertFalse(
                (history + "" + two.a.session.local + two.a.session.remote).contains(two.b.session.local.password()));
        String before = history.toString();
        two.net.run(60_000);
        assertEquals(before, history.toString());
    }
}
