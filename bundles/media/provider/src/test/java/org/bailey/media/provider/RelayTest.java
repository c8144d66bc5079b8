package org.bailey.media.provider;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.bailey.media.MediaFlow;
import org.bailey.media.MediaLinePlan;
import org.bailey.media.MediaPorts.Allocation.Granted;
import org.bailey.media.RemotePorts;
import org.bailey.media.Side;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RelayTest {
    private final Bench bench = new Bench();
    private final Peer caller = new Peer();
    private final Peer callee = new Peer();
    private Granted ports;

    @BeforeEach
    void call() {
        ports = bench.open("c1");
        bench.connect("c1", caller, callee);
    }

    @AfterEach
    void nothingIsLeft() {
        caller.close();
        callee.close();
        bench.close();
    }

    @Test
    void givesEvenPortsForRtpAndTheNextForRtcp() {
        assertEquals(0, ports.caller().rtp() % 2);
        assertEquals(ports.caller().rtp() + 1, ports.caller().rtcp());
        assertEquals(0, ports.callee().rtp() % 2);
        assertTrue(Bench.listensOn(ports.callee()));
    }

    @Test
    void carriesRtpBothWaysFromThePortsThatWereAdvertised() {
        caller.speak(ports.caller(), 1, 0);
        assertEquals(ports.callee().rtp(), Peer.senderOf(callee.rtp));
        callee.speak(ports.callee(), 1, 8);
        assertEquals(ports.caller().rtp(), Peer.senderOf(caller.rtp));
    }

    @Test
    void changesThePayloadTypeAndNothingElse() {
        byte[] sent = Peer.rtpPacket(7, 101, true);
        Peer.send(caller.rtp, ports.caller().rtp(), sent);
        byte[] expected = sent.clone();
        expected[1] = (byte) (0x80 | 96);
        assertArrayEquals(expected, Peer.receive(callee.rtp));
    }

    @Test
    void carriesRtcpAsItIs() {
        Peer.send(caller.rtcp, ports.caller().rtcp(), Peer.receiverReport());
        assertArrayEquals(Peer.receiverReport(), Peer.receive(callee.rtcp));
        Peer.send(callee.rtcp, ports.callee().rtcp(), Peer.receiverReport());
        assertEquals(ports.caller().rtcp(), Peer.senderOf(caller.rtcp));
        Bench.await(
                "the report is counted",
                () -> bench.statistics("c1", Side.CALLER).rtcpPackets() == 1);
    }

    @Test
    void sendsRtcpToTheRtpPortOfAPeerThatGaveOneForBoth() {
        var one = new RemotePorts(Peer.address(callee.rtp), Peer.address(callee.rtp));
        var plan = Bench.plan(caller, callee, true);
        bench.apply("c1", new MediaLinePlan(0, "audio", new MediaFlow(one, true, Bench.AUDIO), plan.toCaller()));
        Peer.send(caller.rtcp, ports.caller().rtcp(), Peer.receiverReport());
        assertArrayEquals(Peer.receiverReport(), Peer.receive(callee.rtp));
        Peer.send(callee.rtp, ports.callee().rtp(), Peer.receiverReport());
        assertArrayEquals(Peer.receiverReport(), Peer.receive(caller.rtcp));
    }

    @Test
    void holdsRtpBackButLetsRtcpThrough() {
        bench.apply("c1", Bench.plan(caller, callee, false));
        caller.speak(ports.caller(), 1, 0);
        Peer.send(caller.rtcp, ports.caller().rtcp(), Peer.receiverReport());
        assertNotNull(Peer.receive(callee.rtcp));
        Bench.await(
                "the packet is counted",
                () -> bench.statistics("c1", Side.CALLER).drops().held() == 1);
        bench.connect("c1", caller, callee);
        caller.speak(ports.caller(), 2, 0);
        assertEquals(2, Peer.sequence(Peer.receive(callee.rtp)));
        assertEquals(1, bench.statistics("c1", Side.CALLER).dropped());
        assertEquals(2, bench.statistics("c1", Side.CALLER).packets());
    }

    @Test
    void dropsAndCountsAPayloadTypeThatHasNoPlaceOnTheOtherSide() {
        caller.speak(ports.caller(), 1, 34);
        caller.speak(ports.caller(), 2, 0);
        assertEquals(2, Peer.sequence(Peer.receive(callee.rtp)));
        assertEquals(1, bench.statistics("c1", Side.CALLER).drops().unknownPayload());
    }

    @Test
    void dropsAndCountsWhatIsNoRtp() {
        Peer.send(caller.rtp, ports.caller().rtp(), new byte[0]);
        Peer.send(caller.rtp, ports.caller().rtp(), new byte[] {(byte) 0x80, 0, 0});
        Peer.send(caller.rtp, ports.caller().rtp(), "OPTIONS sip:x".getBytes());
        caller.speak(ports.caller(), 3, 0);
        assertEquals(3, Peer.sequence(Peer.receive(callee.rtp)));
        Bench.await(
                "three are counted",
                () -> bench.statistics("c1", Side.CALLER).drops().malformed() == 3);
        assertEquals(1, bench.statistics("c1", Side.CALLER).packets());
    }

    @Test
    void countsPacketsThatHaveNowhereToGo() {
        var plan = Bench.plan(caller, callee, true);
        bench.apply("c1", new MediaLinePlan(0, "audio", new MediaFlow(null, true, Bench.AUDIO), plan.toCaller()));
        caller.speak(ports.caller(), 1, 0);
        Bench.await(
                "it is counted",
                () -> bench.statistics("c1", Side.CALLER).drops().nowhere() == 1);
    }

    @Test
    void carriesPacketsOf16KibAndCountsLongerOnes() {
        for (int length : new int[] {65_507, 16_385, 16_384}) {
            byte[] large = new byte[length];
            System.arraycopy(Peer.rtpPacket(1, 0, false), 0, large, 0, 172);
            Peer.send(caller.rtp, ports.caller().rtp(), large);
        }
        assertEquals(16_384, Peer.receive(callee.rtp).length);
        assertEquals(2, bench.statistics("c1", Side.CALLER).drops().oversized());
    }

    @Test
    void tellsWhatWasReceivedAndLost() {
        for (int sequence : new int[] {65533, 65534, 65535, 2, 3}) {
            caller.speak(ports.caller(), sequence, 0);
            Peer.receive(callee.rtp);
        }
        Bench.await("all are counted", () -> bench.statistics("c1", Side.CALLER).forwarded() == 5);
        var statistics = bench.statistics("c1", Side.CALLER);
        assertEquals(2, statistics.lost());
        assertEquals(5 * 172, statistics.bytes());
        assertEquals(Peer.address(caller.rtp), statistics.source());
        assertNotNull(statistics.lastPacket());
        assertNull(bench.statistics("c1", Side.CALLEE).lastPacket());
    }

    @Test
    void answersTheSamePortsWhenAskedAgain() {
        assertEquals(ports, bench.ask("c1", 0));
        assertEquals(4, bench.media.pool().inUse());
    }

    @Test
    void closesOneLineAndKeepsTheOthers() {
        Granted video = (Granted) bench.ask("c1", 1);
        bench.media.release("c1", 1);
        Bench.await("four ports are left", () -> bench.media.pool().inUse() == 4);
        Bench.await("the port is closed", () -> !Bench.listensOn(video.caller()));
        caller.speak(ports.caller(), 1, 0);
        assertNotNull(Peer.receive(callee.rtp));
        bench.media.release("c1", 0);
        Bench.await("the call is forgotten", () -> bench.media.calls().isEmpty());
    }

    @Test
    void ignoresWhatIsSaidOfUnknownCallsAndLines() {
        bench.media.release("nobody");
        bench.media.release("c1", 9);
        bench.media.apply("nobody", List.of());
        var plan = Bench.plan(caller, callee, true);
        bench.media.apply("c1", List.of(new MediaLinePlan(9, "video", plan.toCallee(), plan.toCaller())));
        assertTrue(bench.media.statistics("nobody").isEmpty());
        caller.speak(ports.caller(), 1, 0);
        assertNotNull(Peer.receive(callee.rtp));
    }
}
