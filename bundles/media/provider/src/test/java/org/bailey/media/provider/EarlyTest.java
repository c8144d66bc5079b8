package org.bailey.media.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.Map;
import org.bailey.ice.IceDialect;
import org.bailey.media.LocalPorts;
import org.bailey.media.MediaLinePlan;
import org.bailey.media.MediaNeeds;
import org.bailey.media.MediaPorts.Allocation.Granted;
import org.bailey.media.MediaSecret;
import org.bailey.media.Side;
import org.bailey.media.SrtpKey;
import org.bailey.media.SrtpSuite;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Packets that are here before the answer is. With ICE prepared for as well, for a peer that may not speak it. */
class EarlyTest {
    private static final int PACKETS = 20;
    private final Bench bench = new Bench();
    private final Peer caller = new Peer();
    private final Peer callee = new Peer();
    private int marked;

    @AfterEach
    void nothingIsLeft() {
        caller.close();
        callee.close();
        bench.close();
    }

    private Granted open(boolean ice) {
        bench.stopClock();
        bench.media.bindAgent(IceLine.agent(Map.of()));
        var needs = new MediaNeeds(InetAddress.getLoopbackAddress(), ice ? IceDialect.MICROSOFT : null);
        return bench.open("c1", Map.of(Side.CALLEE, needs));
    }

    /** Returns when all of it was read: a message that is nothing known is counted, and comes last. */
    private void arrived(LocalPorts ports) {
        Peer.send(callee.rtp, ports.rtp(), new byte[] {(byte) 0xff});
        marked++;
        Bench.await(
                "the packets were read",
                30,
                () -> bench.statistics("c1", Side.CALLEE).drops().malformed() == marked);
    }

    @ParameterizedTest(name = "ICE prepared: {0}")
    @ValueSource(booleans = {false, true})
    void goOnInOrderOnceTheAnswerIsThere(boolean ice) {
        LocalPorts ports = open(ice).callee();
        for (int i = 1; i <= PACKETS; i++) {
            callee.speak(ports, i, 0);
        }
        Peer.send(callee.rtcp, ports.rtcp(), Peer.receiverReport());
        arrived(ports);
        bench.connect("c1", caller, callee);
        callee.speak(ports, PACKETS + 1, 0);
        for (int i = 1; i <= PACKETS + 1; i++) {
            assertEquals(i, Peer.sequence(Peer.receive(caller.rtp)));
        }
        Peer.receive(caller.rtcp);
        Bench.await(
                "all are counted", 30, () -> bench.statistics("c1", Side.CALLEE).forwarded() == PACKETS + 1);
        var statistics = bench.statistics("c1", Side.CALLEE);
        assertEquals(0, statistics.lost());
        assertEquals(1, statistics.dropped(), statistics.toString()); // the marker
    }

    @ParameterizedTest(name = "ICE prepared: {0}")
    @ValueSource(booleans = {false, true})
    void ofSomebodyTheAnswerDoesNotNameAreNeverPassedOn(boolean ice) {
        LocalPorts ports = open(ice).callee();
        try (var stranger = new Peer("127.0.0.9")) {
            for (int i = 1; i <= PACKETS; i++) {
                stranger.speak(ports, 1000 + i, 0);
            }
            arrived(ports);
            bench.connect("c1", caller, callee);
            callee.speak(ports, 1, 0);
            assertEquals(1, Peer.sequence(Peer.receive(caller.rtp)));
            assertNull(Peer.receive(caller.rtp, 50));
            assertEquals(PACKETS, bench.statistics("c1", Side.CALLEE).drops().foreign());
        }
    }

    @ParameterizedTest(name = "ICE prepared: {0}")
    @ValueSource(booleans = {false, true})
    void areNoMoreThanAMomentsWorth(boolean ice) {
        LocalPorts ports = open(ice).callee();
        callee.speak(ports, 1, 0);
        arrived(ports);
        bench.leapNanos.addAndGet(Early.MOST_NANOS + 1);
        for (int i = 2; i <= Early.MOST + 10; i++) {
            callee.speak(ports, i, 0);
            arrived(ports);
        }
        bench.connect("c1", caller, callee);
        callee.speak(ports, 200, 0);
        int last = 1;
        int came = 0;
        for (int now = Peer.sequence(Peer.receive(caller.rtp));
                now != 200;
                now = Peer.sequence(Peer.receive(caller.rtp))) {
            assertTrue(now > last && now <= Early.MOST + 10, now + " after " + last);
            last = now;
            came++;
        }
        assertTrue(came <= Early.MOST, came + " packets");
        int lost = Early.MOST + 10 - came;
        Bench.await(
                "the others are counted",
                30,
                () -> bench.statistics("c1", Side.CALLEE).drops().nowhere() == lost);
    }

    @ParameterizedTest(name = "genuine: {0}")
    @ValueSource(booleans = {true, false})
    void withKeysProveThemselvesWhereverTheyComeFrom(boolean genuine) {
        SrtpKey key = new MediaSecret(new byte[32]).key(SrtpSuite.AES_CM_128_HMAC_SHA1_80, 0);
        LocalPorts ports = open(false).callee();
        byte[] packet = secured(key);
        packet[packet.length - 1] ^= (byte) (genuine ? 0 : 1);
        try (var behindNat = new Peer("127.0.0.9")) {
            Peer.send(behindNat.rtp, ports.rtp(), packet);
            arrived(ports);
            MediaLinePlan plain = Bench.plan(caller, callee, true);
            bench.apply(
                    "c1",
                    new MediaLinePlan(
                            0, "audio", plain.toCallee(), plain.toCaller().with(key, null)));
            var drops = bench.statistics("c1", Side.CALLEE).drops();
            assertEquals(genuine ? 0 : 1, drops.unauthentic());
            assertEquals(0, drops.foreign());
            if (genuine) {
                assertEquals(1, Peer.sequence(Peer.receive(caller.rtp)));
            }
        }
    }

    /** {@return a packet as a peer with that key sends it: another call has made it} */
    private byte[] secured(SrtpKey key) {
        int port = bench.open("c0").caller().rtp();
        MediaLinePlan plain = Bench.plan(caller, callee, true);
        bench.apply("c0", new MediaLinePlan(0, "audio", plain.toCallee().with(null, key), plain.toCaller()));
        Peer.send(caller.rtp, port, Peer.rtpPacket(1, 0, false));
        return Peer.receive(callee.rtp);
    }
}
