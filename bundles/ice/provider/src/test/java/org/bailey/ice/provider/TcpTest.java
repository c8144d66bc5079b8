package org.bailey.ice.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.util.List;
import org.bailey.ice.Candidate;
import org.bailey.ice.Candidate.Transport;
import org.bailey.ice.CandidateList;
import org.bailey.ice.IceBase;
import org.bailey.ice.IceDialect;
import org.bailey.ice.IceParameters;
import org.bailey.ice.IceSession;
import org.bailey.ice.RemoteIce;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** RFC 6544: the active end connects, then checks; the passive end learns who connected from its checks. */
class TcpTest {
    private static final InetSocketAddress ACTIVE = new InetSocketAddress("203.0.113.1", 9);
    /** The port the connection leaves from. */
    private static final InetSocketAddress CONNECTED = new InetSocketAddress("203.0.113.1", 33000);

    private static final InetSocketAddress PASSIVE = new InetSocketAddress("203.0.113.2", 50000);

    private final Net net = new Net(6544);
    private final FullIceAgent agent = new FullIceAgent(Settings.DEFAULT);
    private final SimulatedHost a = new SimulatedHost(net, agent, "a", 1, Net.Nat.NONE, IceDialect.MICROSOFT, 1, false);
    private final SimulatedHost b = new SimulatedHost(net, agent, "b", 2, Net.Nat.NONE, IceDialect.MICROSOFT, 1, false);

    @BeforeEach
    void onlyTcp() {
        only(a, Transport.TCP_ACTIVE, ACTIVE);
        only(b, Transport.TCP_PASSIVE, PASSIVE);
    }

    private static void only(SimulatedHost host, Transport transport, InetSocketAddress address) {
        var list = new CandidateList(IceDialect.MICROSOFT);
        list.host(1, transport, address);
        IceParameters before = host.session.local;
        host.session.local = new IceParameters(before.ufrag(), before.password(), list.candidates());
        host.session.bases.clear();
        host.session.bases.add(new IceBase(1, transport, address, false));
    }

    @Test
    void theActiveEndConnectsThenChecks() {
        a.meet(b, true);
        b.meet(a, false);
        net.run(1000);
        assertEquals(List.of(PASSIVE), a.connects);
        assertEquals(List.of(), a.sent);
        assertEquals(List.of(), b.connects);
        assertEquals(List.of(), b.session.pairs);
        // what the keepers do: from here on packets of a come from the port it connected from
        net.bind(PASSIVE, b);
        a.tap = message -> {};
        a.connection(0, PASSIVE, true);
        assertEquals(1, a.sent.size(), "no second copy in a stream: " + a.sent);
    }

    @Test
    void aConnectionThatCannotBeMadeIsTold() {
        a.meet(b, true);
        net.run(100);
        a.connection(0, PASSIVE, false);
        net.run(16_000);
        assertTrue(
                a.failures
                        .get(0)
                        .contains("to 203.0.113.2:50000 TCP, passive (host) from 203.0.113.1:9 TCP, active (host):"
                                + " no connection could be made"),
                a.failures.get(0));
    }

    @Test
    void thePassiveEndLearnsWhoConnected() {
        b.meet(a, false);
        var peer = new SimulatedHost(net, agent, "a", 1, Net.Nat.NONE, IceDialect.MICROSOFT, 1, false);
        peer.session.bases.clear();
        peer.session.bases.add(new IceBase(1, Transport.UDP, CONNECTED, false));
        net.bind(CONNECTED, peer);
        net.bind(PASSIVE, b);
        // the same messages as over a connection, carried by the simulated network
        var passive = new Candidate("1", 1, Transport.UDP, 1000, PASSIVE, Candidate.Type.HOST, null);
        peer.remote(new RemoteIce(
                IceDialect.MICROSOFT,
                true,
                new IceParameters(b.session.local.ufrag(), b.session.local.password(), List.of(passive))));
        assertTrue(net.run(10_000, b::connected), b.toString());
        IceSession.Chosen chosen = b.session.selected.get(0);
        assertEquals(CONNECTED, chosen.remote().address());
        assertEquals(Transport.TCP_ACTIVE, chosen.remote().transport());
        b.connection(0, CONNECTED, false);
        net.run(16_000);
        assertTrue(b.failures.get(0).contains("the connection broke"), b.failures.get(0));
    }
}
