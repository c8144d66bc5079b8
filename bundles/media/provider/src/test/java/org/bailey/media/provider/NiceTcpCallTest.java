package org.bailey.media.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.bailey.ice.Candidate;
import org.bailey.ice.Candidate.Transport;
import org.bailey.ice.IceDialect;
import org.bailey.ice.IceParameters;
import org.bailey.ice.RemoteIce;
import org.bailey.ice.provider.NicePeer;
import org.bailey.media.Connectivity;
import org.bailey.media.MediaFlow;
import org.bailey.media.MediaLinePlan;
import org.bailey.media.MediaNeeds;
import org.bailey.media.RemotePorts;
import org.bailey.media.Side;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A call whose one peer is libnice, with TCP between us. */
class NiceTcpCallTest {
    private static final int PACKETS = 50;
    private final Bench bench = new Bench();

    @AfterEach
    void nothingIsLeft() {
        bench.close();
    }

    @ParameterizedTest(name = "{0}, libnice {1}, we are {2}")
    @CsvSource({
        "MICROSOFT, controlling, TCP_ACTIVE",
        "MICROSOFT, controlled, TCP_PASSIVE",
        "STANDARD, controlling, TCP_PASSIVE",
        "STANDARD, controlled, TCP_ACTIVE"
    })
    void rtpAndReportsGoBothWaysOverConnections(IceDialect dialect, String role, Transport ours) throws Exception {
        Transport theirs = ours == Transport.TCP_ACTIVE ? Transport.TCP_PASSIVE : Transport.TCP_ACTIVE;
        call(
                dialect,
                role.equals("controlling"),
                "tcp",
                candidate -> candidate.transport() == ours,
                candidate -> candidate.transport() == theirs);
    }

    @ParameterizedTest(name = "{0}, libnice {1}")
    @CsvSource({"MICROSOFT, controlling", "MICROSOFT, controlled", "STANDARD, controlling", "STANDARD, controlled"})
    void udpIsPreferredWhereBothWork(IceDialect dialect, String role) throws Exception {
        call(dialect, role.equals("controlling"), "both", any -> true, any -> true);
    }

    private void call(
            IceDialect dialect,
            boolean theyControl,
            String mode,
            Predicate<Candidate> ours,
            Predicate<Candidate> theirs)
            throws Exception {
        bench.media.bindAgent(IceLine.agent(Map.of()));
        try (var peer = new Peer();
                var nice = NicePeer.start(dialect, theyControl, "regular", 2, mode, "127.0.0.1")) {
            var needs = new MediaNeeds(InetAddress.getLoopbackAddress(), dialect, true);
            var ports = bench.open("c", Map.of(Side.CALLEE, needs));
            IceParameters said = nice.description();
            nice.describe(only(ports.callee().ice(), ours));
            var ice = new RemoteIce(dialect, !theyControl, only(said, theirs));
            var nowhere = new InetSocketAddress("127.0.0.77", 9);
            bench.apply(
                    "c",
                    new MediaLinePlan(
                            0,
                            "audio",
                            new MediaFlow(new RemotePorts(nowhere, nowhere, ice), true, Bench.AUDIO),
                            new MediaFlow(peer.ports(), true, Bench.AUDIO)));
            Bench.await("both are ready: " + nice.said, 30, () -> connected() && nice.heard("state 1 ready"));
            Bench.await("RTCP too", 30, () -> nice.heard("state 2 ready"));

            for (int i = 1; i <= PACKETS; i++) {
                peer.speak(ports.caller(), i, 0);
                byte[] sent = Peer.rtpPacket(1000 + i, 0, false);
                nice.say("packet 1 " + HexFormat.of().formatHex(sent));
                byte[] came = Peer.receive(peer.rtp, 10_000);
                assertEquals(1000 + i, Peer.sequence(came));
            }
            Bench.await(
                    "all packets are there",
                    30,
                    () -> nice.heardAny(line -> line.startsWith("packet 1 ")
                            && Peer.sequence(HexFormat.of().parseHex(line.substring(9))) == PACKETS));
            assertEquals(
                    PACKETS,
                    nice.said.stream()
                            .filter(line -> line.startsWith("packet 1 "))
                            .count());
            Peer.send(peer.rtcp, ports.caller().rtcp(), Peer.receiverReport());
            Bench.await("a report", 30, () -> nice.heardAny(line -> line.startsWith("packet 2 ")));
            for (var way : view().ways()) {
                assertEquals(mode.equals("tcp"), way.tcp(), way.toString());
                assertEquals(way.tcp(), way.local().contains(" TCP, "), way.toString());
            }
            assertEquals(0, bench.statistics("c", Side.CALLEE).dropped());
        }
    }

    private Connectivity view() {
        return bench.media.connectivity("c").get(0);
    }

    private boolean connected() {
        return view().state() == Connectivity.State.CONNECTED;
    }

    private static IceParameters only(IceParameters all, Predicate<Candidate> such) {
        List<Candidate> some = all.candidates().stream().filter(such).toList();
        return new IceParameters(all.ufrag(), all.password(), some);
    }
}
