package org.bailey.media.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Duration;
import java.util.List;
import org.bailey.media.MediaPorts.Allocation.Granted;
import org.bailey.media.Side;
import org.bailey.media.SourcePolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SourcesTest {
    private final Peer caller = new Peer();
    private final Peer callee = new Peer();
    private final Peer elsewhere = new Peer("127.0.0.2"); // as if behind a NAT

    @AfterEach
    void close() {
        List.of(caller, callee, elsewhere).forEach(Peer::close);
    }

    private Granted call(Bench bench) {
        Granted ports = bench.open("c1");
        bench.connect("c1", caller, callee);
        return ports;
    }

    private void foreign(Bench bench, long count) {
        Bench.await(
                "foreign packets are counted",
                () -> bench.statistics("c1", Side.CALLER).drops().foreign() == count);
    }

    @Test
    void learnsWhereAPeerReallyIsAndAnswersThere() {
        try (var bench = new Bench()) {
            Granted ports = call(bench);
            elsewhere.speak(ports.caller(), 1, 0);
            assertEquals(1, Peer.sequence(Peer.receive(callee.rtp)));
            callee.speak(ports.callee(), 5, 0);
            assertEquals(5, Peer.sequence(Peer.receive(elsewhere.rtp)));
        }
    }

    @Test
    void answersAtTheSignalledPortAPeerThatSendsFromAnother() {
        try (var bench = new Bench()) {
            Granted ports = call(bench);
            Peer.send(caller.rtcp, ports.caller().rtp(), Peer.rtpPacket(1, 0, false));
            assertEquals(1, Peer.sequence(Peer.receive(callee.rtp)));
            callee.speak(ports.callee(), 5, 0);
            assertEquals(5, Peer.sequence(Peer.receive(caller.rtp)));
        }
    }

    @Test
    void goesBackToTheSignalledAddressWhenItSpeaks() {
        try (var bench = new Bench()) {
            Granted ports = call(bench);
            elsewhere.speak(ports.caller(), 1, 0);
            Peer.receive(callee.rtp);
            caller.speak(ports.caller(), 2, 0);
            assertEquals(2, Peer.sequence(Peer.receive(callee.rtp)));
            elsewhere.speak(ports.caller(), 3, 0);
            foreign(bench, 1);
            callee.speak(ports.callee(), 5, 0);
            assertEquals(5, Peer.sequence(Peer.receive(caller.rtp)));
            // even after a long silence: the signalled address has spoken, nobody else is learned any more
            bench.leapNanos.addAndGet(Duration.ofSeconds(60).toNanos());
            elsewhere.speak(ports.caller(), 4, 0);
            foreign(bench, 2);
        }
    }

    @Test
    void learnsAnotherSourceOnlyWhenTheLearnedOneFellSilent() {
        try (var bench = new Bench();
                var third = new Peer("127.0.0.3")) {
            Granted ports = call(bench);
            elsewhere.speak(ports.caller(), 1, 0);
            Peer.receive(callee.rtp);
            third.speak(ports.caller(), 2, 0);
            foreign(bench, 1);
            bench.leapNanos.addAndGet(Duration.ofSeconds(4).toNanos());
            third.speak(ports.caller(), 3, 0);
            foreign(bench, 2); // at the same place only
            Peer.send(elsewhere.rtcp, ports.caller().rtp(), Peer.rtpPacket(4, 0, false));
            assertEquals(4, Peer.sequence(Peer.receive(callee.rtp)));
            callee.speak(ports.callee(), 5, 0);
            assertEquals(5, Peer.sequence(Peer.receive(elsewhere.rtcp)));
        }
    }

    @Test
    void nobodyTakesThePlaceOfALearnedPeerThatIsOnHold() {
        try (var bench = new Bench();
                var third = new Peer("127.0.0.3")) {
            Granted ports = call(bench);
            elsewhere.speak(ports.caller(), 1, 0);
            Peer.receive(callee.rtp);
            bench.apply("c1", Bench.plan(caller, callee, false));
            bench.leapNanos.addAndGet(Duration.ofSeconds(60).toNanos());
            third.speak(ports.caller(), 2, 0);
            foreign(bench, 1);
            bench.apply("c1", Bench.plan(caller, callee, true));
            callee.speak(ports.callee(), 5, 0);
            assertEquals(5, Peer.sequence(Peer.receive(elsewhere.rtp)));
        }
    }

    @Test
    void isNotMovedByPacketsNobodyAgreedOn() {
        try (var bench = new Bench()) {
            Granted ports = call(bench);
            elsewhere.speak(ports.caller(), 1, 77);
            Peer.send(elsewhere.rtp, ports.caller().rtp(), new byte[] {(byte) 0x80, 0, 0, 1});
            Peer.send(elsewhere.rtp, ports.caller().rtp(), Peer.receiverReport());
            foreign(bench, 1);
            callee.speak(ports.callee(), 5, 0);
            assertEquals(5, Peer.sequence(Peer.receive(caller.rtp)));
        }
    }

    @Test
    void takesPacketsFromTheSignalledAddressOnlyWhereThatIsWanted() {
        try (var bench = new Bench(Bench.RANGE, SourcePolicy.SIGNALLED, Duration.ZERO)) {
            Granted ports = call(bench);
            elsewhere.speak(ports.caller(), 1, 0);
            foreign(bench, 1);
            caller.speak(ports.caller(), 2, 0);
            assertEquals(2, Peer.sequence(Peer.receive(callee.rtp)));
        }
    }

    @Test
    void sendsToTheSignalledAddressAllTheSameWhereThatIsWanted() {
        try (var bench = new Bench(Bench.RANGE, SourcePolicy.ACCEPT, Duration.ZERO)) {
            Granted ports = call(bench);
            elsewhere.speak(ports.caller(), 1, 0);
            assertEquals(1, Peer.sequence(Peer.receive(callee.rtp)));
            callee.speak(ports.callee(), 5, 0);
            assertEquals(5, Peer.sequence(Peer.receive(caller.rtp)));
            assertNull(Peer.receive(elsewhere.rtp, 1));
        }
    }

    @Test
    void followsAPeerToANewAddressInItsSdp() {
        try (var bench = new Bench()) {
            Granted ports = call(bench);
            caller.speak(ports.caller(), 1, 0);
            Peer.receive(callee.rtp);
            bench.connect("c1", elsewhere, callee);
            callee.speak(ports.callee(), 5, 0);
            assertEquals(5, Peer.sequence(Peer.receive(elsewhere.rtp)));
            elsewhere.speak(ports.caller(), 2, 0);
            assertEquals(2, Peer.sequence(Peer.receive(callee.rtp)));
            caller.speak(ports.caller(), 3, 0);
            foreign(bench, 1);
        }
    }
}
