package org.bailey.ice.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import org.bailey.ice.Candidate.Transport;
import org.bailey.ice.Candidate.Type;
import org.bailey.ice.CandidateList;
import org.bailey.ice.IceBase;
import org.bailey.ice.IceDialect;
import org.bailey.ice.IcePair;
import org.bailey.ice.IceParameters;
import org.bailey.ice.IceSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two of our agents across every pair of NATs: they agree on a pair, and it is the best there is. */
class NetworksTest {
    private final FullIceAgent agent = new FullIceAgent(Settings.DEFAULT);

    @ParameterizedTest
    @EnumSource
    void everyPairOfNatsIsCrossed(IceDialect dialect) {
        cross(dialect, 0);
    }

    @ParameterizedTest
    @EnumSource
    void everyPairOfNatsIsCrossedWithAFifthLost(IceDialect dialect) {
        cross(dialect, 0.2);
    }

    private void cross(IceDialect dialect, double loss) {
        long seed = 0;
        for (Net.Nat one : Net.Nat.values()) {
            for (Net.Nat other : Net.Nat.values()) {
                for (boolean relayHere : new boolean[] {true, false}) {
                    var net = new Net(seed++);
                    net.loss = loss;
                    net.mostDelayMillis = 80;
                    var a = new SimulatedHost(net, agent, "a", 1, one, dialect, 2, relayHere);
                    var b = new SimulatedHost(net, agent, "b", 2, other, dialect, 2, !relayHere);
                    String what = one + " to " + other + " with a relay " + (relayHere ? "here" : "there");
                    // the answer takes its time on the way back
                    b.meet(a, false);
                    net.run(200);
                    a.meet(b, true);
                    boolean possible = possible(one, other, relayHere);
                    net.run(20_000, () -> a.completed > 0 && b.completed > 0);
                    assertEquals(possible, a.connected(), what + "\n" + a + "\n" + b);
                    assertEquals(possible, b.connected(), what + "\n" + a + "\n" + b);
                    if (possible) {
                        assertMirrored(what, a.session, b.session);
                        boolean relayed = a.session.selected.stream()
                                .anyMatch(pair -> pair.local().type() == Type.RELAYED
                                        || pair.remote().type() == Type.RELAYED);
                        if (loss == 0) {
                            assertEquals(!direct(one, other), relayed, what + "\n" + a + "\n" + b);
                        }
                    } else {
                        net.run(20_000);
                        assertTrue(a.failures.size() == 1 && b.failures.size() == 1, what);
                    }
                    assertEquals(0, a.session.refused + b.session.refused, a.session.lastRefusal);
                    assertTrue(a.proven.size() == new HashSet<>(a.proven).size(), "each address once");
                }
            }
        }
    }

    /** A blocked host reaches others only by its own relay. */
    private static boolean possible(Net.Nat here, Net.Nat there, boolean relayHere) {
        return !(here == Net.Nat.BLOCKED && !relayHere
                || there == Net.Nat.BLOCKED && relayHere
                || here == Net.Nat.BLOCKED && there == Net.Nat.BLOCKED);
    }

    private static boolean direct(Net.Nat one, Net.Nat other) {
        if (one == Net.Nat.BLOCKED || other == Net.Nat.BLOCKED) {
            return false;
        }
        return !(one == Net.Nat.SYMMETRIC && (other == Net.Nat.SYMMETRIC || other == Net.Nat.RESTRICTED)
                || other == Net.Nat.SYMMETRIC && one == Net.Nat.RESTRICTED);
    }

    private static void assertMirrored(String what, IceSession a, IceSession b) {
        Map<Integer, String> there = new HashMap<>();
        b.selected.forEach(pair -> there.put(
                pair.local().component(),
                pair.remote().address() + " " + pair.local().address()));
        for (IceSession.Chosen pair : a.selected) {
            assertEquals(
                    there.get(pair.local().component()),
                    pair.local().address() + " " + pair.remote().address(),
                    what);
        }
        assertEquals(2, a.selected.size());
    }

    @Test
    void anAddressOnlyThePeerSeesIsLearned() {
        var net = new Net(5);
        var a = new SimulatedHost(net, agent, "a", 1, Net.Nat.SYMMETRIC, IceDialect.STANDARD, 1, false);
        var b = new SimulatedHost(net, agent, "b", 2, Net.Nat.NONE, IceDialect.STANDARD, 1, false);
        a.meet(b, true);
        b.meet(a, false);
        assertTrue(net.run(5000, () -> a.connected() && b.connected()));
        assertEquals(Type.PEER_REFLEXIVE, a.session.selected.get(0).local().type());
        assertEquals(Type.PEER_REFLEXIVE, b.session.selected.get(0).remote().type());
        assertTrue(b.session.selected.get(0).remote().priority() < Integer.MAX_VALUE);
        assertTrue(
                a.session
                        .history()
                        .pairs()
                        .get(0)
                        .told()
                        .matches(
                                "2 checks to 203\\.0\\.113\\.2:50000 \\(host\\) from"
                                        + " 10\\.0\\.1\\.2:50000 \\(host\\): answered in \\d+ ms, seen there as 203\\.0\\.113\\.1:\\d+"),
                a.session.history().pairs().get(0).told());
    }

    @Test
    void severalHundredNetworksWithHeavyLossMostlyWork() {
        int connected = 0;
        for (int seed = 0; seed < 300; seed++) {
            var net = new Net(seed);
            net.loss = 0.3;
            net.mostDelayMillis = 300;
            IceDialect dialect = IceDialect.values()[seed & 1];
            var a = new SimulatedHost(net, agent, "a", 1, Net.Nat.RESTRICTED, dialect, 2, true);
            var b = new SimulatedHost(net, agent, "b", 2, Net.Nat.SYMMETRIC, dialect, 2, true);
            a.meet(b, (seed & 2) == 0);
            b.meet(a, (seed & 2) != 0);
            net.run(25_000);
            if (a.connected() && b.connected()) {
                connected++;
            }
            assertTrue(a.session.checks.isEmpty() || a.connected(), a.toString());
            assertTrue(a.session.pairs.size() <= 100 && a.session.steps.size() <= IceSession.STEPS);
            for (IcePair pair : a.session.pairs) {
                assertTrue(pair.sent < 60, pair.told());
            }
        }
        assertTrue(connected >= 298, connected + " of 300");
    }

    @ParameterizedTest
    @EnumSource
    void bothFamiliesAreTriedAndOnlyWithTheirOwn(IceDialect dialect) {
        var net = new Net(6);
        var a = new SimulatedHost(net, agent, "a", 1, Net.Nat.NONE, dialect, 1, false);
        var b = new SimulatedHost(net, agent, "b", 2, Net.Nat.NONE, dialect, 1, false);
        addIpv6(a, "2001:db8::a");
        addIpv6(b, "2001:db8::b");
        // IPv4 does not get through
        net.unbind(a.session.bases.get(0).address());
        net.unbind(b.session.bases.get(0).address());
        b.meet(a, false);
        a.meet(b, true);
        assertEquals(2, a.session.pairs.size());
        assertTrue(net.run(5000, () -> a.connected() && b.connected()), a + "\n" + b);
        assertEquals(
                "[2001:db8:0:0:0:0:0:b]:50000 (host)",
                a.session.selected.get(0).remote().brief());
        assertEquals(Type.HOST, a.session.selected.get(0).local().type());
    }

    private static void addIpv6(SimulatedHost host, String address) {
        var list = new CandidateList(host.dialect);
        var six = new InetSocketAddress(address, 50000);
        list.host(1, Transport.UDP, host.session.bases.get(0).address());
        list.host(1, Transport.UDP, six);
        host.session.bases.add(new IceBase(1, Transport.UDP, six, false));
        host.net.bind(six, host);
        host.session.local =
                new IceParameters(host.session.local.ufrag(), host.session.local.password(), list.candidates());
    }
}
