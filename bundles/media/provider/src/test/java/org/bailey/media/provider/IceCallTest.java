package org.bailey.media.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.bailey.ice.IceDialect;
import org.bailey.ice.IceFailure;
import org.bailey.media.Connectivity;
import org.bailey.media.IceOutcomes;
import org.bailey.media.Side;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class IceCallTest {
    private final Bench bench = new Bench();

    @AfterEach
    void nothingIsLeft() {
        bench.close();
    }

    @ParameterizedTest
    @EnumSource(IceDialect.class)
    void carriesMediaOnThePairThatWasFound(IceDialect dialect) {
        bench.media.bindAgent(IceLine.agent(Map.of()));
        try (var line = new IceLine(bench, dialect)) {
            Bench.await(
                    "it waits for the peer",
                    () -> line.view("left", Side.CALLEE).state() == Connectivity.State.WAITING);
            line.describe(candidate -> true);
            line.awaitConnected();
            line.bothHearEachOther();
            var view = line.view("left", Side.CALLEE);
            assertEquals(Connectivity.State.CONNECTED, view.state());
            assertEquals(
                    "127.0.0.1:" + line.left.callee().rtp() + " (host)",
                    view.ways().get(0).local());
            assertEquals(
                    "127.0.0.1:" + line.right.caller().rtp() + " (host)",
                    view.ways().get(0).remote());
            assertEquals("", view.ways().get(0).relay());
            assertTrue(view.history().pairs().size() >= 2, view.toString());
            assertEquals(0, bench.statistics("left", Side.CALLEE).dropped());
        }
    }

    @Test
    void takesNothingFromStrangersAndSendsThemNothing() {
        bench.media.bindAgent(IceLine.agent(Map.of()));
        try (var line = new IceLine(bench, IceDialect.MICROSOFT);
                var stranger = new Peer()) {
            line.describe(candidate -> true);
            line.awaitConnected();
            stranger.speak(line.left.callee(), 7000, 0);
            Bench.await(
                    "it is counted",
                    () -> bench.statistics("left", Side.CALLEE).drops().foreign() == 1);
            line.bothHearEachOther();
            assertEquals(
                    line.right.caller().rtp(),
                    bench.statistics("left", Side.CALLEE).source().getPort());
        }
    }

    @Test
    void saysWhatWasTriedWhenThereIsNoWay() {
        bench.media.bindAgent(IceLine.agent(Map.of("checkSeconds", 2)));
        try (var line = new IceLine(bench, IceDialect.STANDARD)) {
            bench.media.release("right");
            line.describeLeft(candidate -> true);
            Bench.await("it is told", () -> !line.disconnected.isEmpty());
            var view = line.view("left", Side.CALLEE);
            assertEquals(Connectivity.State.FAILED, view.state());
            assertEquals(List.of("left CALLEE: " + view.sentence()), line.disconnected);
            assertTrue(
                    view.sentence()
                            .endsWith(
                                    "; no relay here: section turn is not there, it takes an option key for turn-client"),
                    view.sentence());
            IceOutcomes outcomes = bench.media.totals().ice();
            assertEquals(1, outcomes.failed().get(IceFailure.ONLY_HOST));
            assertEquals(0, outcomes.connected());
            assertTrue(
                    view.history().pairs().stream().allMatch(pair -> pair.told().contains("check")), view.toString());
        }
    }

    @Test
    void goesOnWhileTheAgentIsReplacedAllTheTime() {
        var agent = IceLine.agent(Map.of());
        try (var line = new IceLine(bench, IceDialect.STANDARD)) {
            line.describe(candidate -> true); // nobody is there to hear of it yet
            for (int round = 0; round < 10; round++) {
                bench.media.bindAgent(agent);
                long until = System.nanoTime() + 5_000_000;
                Bench.await("a moment", () -> System.nanoTime() - until > 0);
                bench.media.unbindAgent(agent);
            }
            bench.media.bindAgent(agent);
            line.awaitConnected();
            bench.media.unbindAgent(agent);
            line.bothHearEachOther(); // media does not need it
            bench.media.bindAgent(agent);
            assertEquals(List.of(), line.disconnected);
        }
    }

    @Test
    void startsAnewUnderOtherCredentialsWhileMediaGoesOn() {
        bench.media.bindAgent(IceLine.agent(Map.of()));
        try (var line = new IceLine(bench, IceDialect.STANDARD)) {
            line.describe(candidate -> true);
            line.awaitConnected();
            String before = line.left.callee().ice().ufrag();
            line.restart();
            line.bothHearEachOther();
            assertNotEquals(before, line.left.callee().ice().ufrag());
            assertEquals(line.left, bench.ask("left", 0));
            line.describe(candidate -> true);
            line.awaitConnected();
            line.bothHearEachOther();
            assertEquals(List.of(), line.disconnected);
        }
    }

    @Test
    void servesAPeerThatGoesOnWithoutIce() {
        bench.media.bindAgent(IceLine.agent(Map.of()));
        try (var line = new IceLine(bench, IceDialect.STANDARD);
                var plain = new Peer()) {
            line.describe(candidate -> true);
            line.awaitConnected();
            bench.apply("left", Bench.plan(line.leftPeer, plain, true));
            line.leftPeer.speak(line.left.caller(), 50, 0);
            assertEquals(50, Peer.sequence(Peer.receive(plain.rtp)));
            plain.speak(line.left.callee(), 51, 0);
            assertEquals(51, Peer.sequence(Peer.receive(line.leftPeer.rtp)));
            Bench.await("it is seen", () -> line.view("left", Side.CALLEE).state() == Connectivity.State.WITHOUT_ICE);
        }
    }

    @ParameterizedTest
    @EnumSource(IceDialect.class)
    void aPeerThatComesBackToTheIceItHadIsFoundWhereItWas(IceDialect dialect) {
        bench.media.bindAgent(IceLine.agent(Map.of()));
        try (var line = new IceLine(bench, dialect);
                var music = new Peer()) {
            line.describe(candidate -> true);
            line.awaitConnected();
            bench.apply("left", Bench.plan(line.leftPeer, music, true));
            line.leftPeer.speak(line.left.caller(), 50, 0);
            assertEquals(50, Peer.sequence(Peer.receive(music.rtp)));
            line.describeLeft(candidate -> true);
            line.bothHearEachOther();
            assertEquals(List.of(), line.disconnected);
        }
    }

    @Test
    void aPeerThatAnsweredNoChecksWhileItSpokeNoIceIsSoughtAnew() {
        var agent = new OneEndDeaf(IceLine.agent(Map.of("checkSeconds", 2)));
        agent.deaf = true;
        bench.media.bindAgent(agent);
        try (var line = new IceLine(bench, IceDialect.STANDARD);
                var music = new Peer()) {
            line.describeLeft(candidate -> true);
            bench.apply("left", Bench.plan(line.leftPeer, music, true));
            bench.leapNanos.addAndGet(3_000_000_000L);
            bench.media.bindAgent(agent); // looks at what is due
            Bench.await("its time was up", () -> agent.failed);
            line.leftPeer.speak(line.left.caller(), 50, 0);
            assertEquals(50, Peer.sequence(Peer.receive(music.rtp)));
            assertEquals(List.of(), line.disconnected);
            agent.deaf = false;
            line.describe(candidate -> true);
            line.awaitConnected();
            line.bothHearEachOther();
        }
    }
}
