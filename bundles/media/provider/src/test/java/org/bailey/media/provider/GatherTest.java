package org.bailey.media.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import org.bailey.ice.Candidate;
import org.bailey.ice.IceDialect;
import org.bailey.ice.IceParameters;
import org.bailey.media.MediaNeeds;
import org.bailey.media.MediaPorts.Allocation.Granted;
import org.bailey.media.Side;
import org.bailey.turn.TurnServer;
import org.bailey.turn.provider.client.StatelessTurnClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GatherTest {
    private static final MediaNeeds ICE = new MediaNeeds(InetAddress.getLoopbackAddress(), IceDialect.MICROSOFT);
    private final Bench bench = new Bench();

    @AfterEach
    void nothingIsLeft() {
        bench.close();
    }

    @Test
    void offersBothPortsAsHostCandidatesOnTheSideThatHasIce() {
        Granted ports = bench.open("c1", Map.of(Side.CALLER, ICE));
        assertNull(ports.callee().ice());
        IceParameters ice = ports.caller().ice();
        assertNotNull(ice);
        assertEquals(2, ice.candidates().size());
        Candidate rtp = ice.candidates().get(0);
        Candidate rtcp = ice.candidates().get(1);
        assertEquals(1, rtp.component());
        assertEquals(ports.caller().rtp(), rtp.address().getPort());
        assertEquals("127.0.0.1", rtp.address().getAddress().getHostAddress());
        assertEquals(2130706431L, rtp.priority());
        assertEquals(2, rtcp.component());
        assertEquals(ports.caller().rtcp(), rtcp.address().getPort());
        assertEquals(rtp.foundation(), rtcp.foundation());
        assertTrue(ice.ufrag().length() >= 4 && ice.password().length() >= 22, ice.toString());
    }

    @Test
    void saysTheSameWhenAskedAgainAndSomethingElseForAnotherLine() {
        Granted ports = bench.open("c1", Map.of(Side.CALLER, ICE, Side.CALLEE, ICE));
        assertEquals(ports, bench.ask("c1", 0));
        assertNotEquals(ports.caller().ice().password(), ports.callee().ice().password());
    }

    @Test
    void bothSidesOfALineMayBeginAnewAtOnce() throws Exception {
        try (var mute = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            var at = new InetSocketAddress(mute.getLocalAddress(), mute.getLocalPort());
            bench.media.bindTurn(new StatelessTurnClient());
            bench.media.bindServers(
                    new FixedServers(new TurnServer("mute", at, "127.0.0.1", TurnServer.Transport.UDP, "u", "p")));
            Granted before = bench.open("c1", Map.of(Side.CALLER, ICE, Side.CALLEE, ICE));
            var caller = bench.media.restart("c1", 0, Side.CALLER);
            var callee = bench.media.restart("c1", 0, Side.CALLEE);
            var again = bench.media.restart("c1", 0, Side.CALLER);
            Granted ofCaller = (Granted) bench.answer(caller);
            Granted ofCallee = (Granted) bench.answer(callee);
            assertNotEquals(
                    before.caller().ice().ufrag(), ofCaller.caller().ice().ufrag());
            assertNotEquals(
                    before.callee().ice().ufrag(), ofCallee.callee().ice().ufrag());
            assertEquals(ofCaller, bench.answer(again), "asked twice, it begins anew once");
            Granted now = (Granted) bench.ask("c1", 0);
            assertEquals(ofCaller.caller(), now.caller());
            assertEquals(ofCallee.callee(), now.callee());
        }
    }

    @Test
    void offersTheConfiguredAddressesInTheirOrderAndTheOneOutside() {
        bench.media.reconfigure(MediaSettingsTest.config(Map.of(
                "firstPort",
                bench.first,
                "lastPort",
                bench.first + 99,
                "iceAddresses",
                new String[] {"127.0.0.2", "127.0.0.1"},
                "advertiseAddress",
                "192.0.2.7")));
        List<Candidate> candidates = bench.open("c1", Map.of(Side.CALLER, ICE)).caller().ice().candidates().stream()
                .filter(candidate -> candidate.component() == 1)
                .toList();
        assertEquals(
                List.of("127.0.0.2", "127.0.0.1", "192.0.2.7"),
                candidates.stream()
                        .map(candidate -> candidate.address().getAddress().getHostAddress())
                        .toList());
        assertEquals(Candidate.Type.SERVER_REFLEXIVE, candidates.get(2).type());
        assertEquals("127.0.0.2", candidates.get(2).related().getAddress().getHostAddress());
        assertTrue(candidates.get(0).priority() > candidates.get(1).priority());
        assertEquals(
                3, candidates.stream().map(Candidate::foundation).distinct().count());
    }

    @Test
    void carriesMediaOfAPeerThatTurnsOutToHaveNoIce() {
        try (var caller = new Peer();
                var callee = new Peer()) {
            bench.stopClock();
            Granted ports = bench.open("c1", Map.of(Side.CALLER, ICE));
            caller.speak(ports.caller(), 1, 0);
            bench.connect("c1", caller, callee);
            caller.speak(ports.caller(), 2, 0);
            assertEquals(1, Peer.sequence(Peer.receive(callee.rtp)));
            assertEquals(2, Peer.sequence(Peer.receive(callee.rtp)));
            callee.speak(ports.callee(), 3, 0);
            assertEquals(3, Peer.sequence(Peer.receive(caller.rtp)));
        }
    }
}
