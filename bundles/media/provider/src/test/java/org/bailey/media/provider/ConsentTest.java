package org.bailey.media.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.bailey.ice.IceDialect;
import org.bailey.ice.IceFailure;
import org.bailey.media.Side;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConsentTest {
    private final Bench bench = new Bench();

    @AfterEach
    void nothingIsLeft() {
        bench.close();
    }

    @Test
    void nothingIsSentToAPeerThatDoesNotAnswerAnyMoreThoughItsMediaComes() {
        var agent = new OneEndDeaf(IceLine.agent(Map.of("consentSeconds", 15)));
        bench.media.bindAgent(agent);
        try (var line = new IceLine(bench, IceDialect.STANDARD)) {
            line.describe(candidate -> true);
            line.awaitConnected();
            line.bothHearEachOther();
            bench.leapNanos.addAndGet(7_000_000_000L);
            Bench.await("both ways are consented to", () -> {
                bench.media.bindAgent(agent); // looks at what is due
                return agent.consented;
            });
            agent.deaf = true;
            bench.leapNanos.addAndGet(16_000_000_000L);
            line.rightPeer.speak(line.right.callee(), 4000, 8);
            assertEquals(4000, Peer.sequence(Peer.receive(line.leftPeer.rtp)));
            bench.media.bindAgent(agent);
            Bench.await("it is told", () -> !line.disconnected.isEmpty());
            String told = line.disconnected.get(0);
            assertTrue(
                    told.matches("left CALLEE: The peer has not answered for 1\\d s on the way of RTP, .*"
                            + "\\(RFC 7675\\); media of this peer still came, the last \\d+ ms ago"),
                    told);
            assertEquals(1, bench.media.totals().ice().failed().get(IceFailure.CONSENT));
            assertEquals(2, bench.media.totals().ice().connected());
            long before = bench.statistics("left", Side.CALLER).forwarded();
            line.leftPeer.speak(line.left.caller(), 4001, 0);
            Bench.await(
                    "it goes nowhere",
                    () -> bench.statistics("left", Side.CALLER).drops().nowhere() == 1);
            assertEquals(before, bench.statistics("left", Side.CALLER).forwarded());
            // a plan that brings nothing new does not begin it again
            line.describeLeft(candidate -> true);
            line.leftPeer.speak(line.left.caller(), 4002, 0);
            Bench.await(
                    "it still goes nowhere",
                    () -> bench.statistics("left", Side.CALLER).drops().nowhere() == 2);
            // another way is asked for, and found
            agent.deaf = false;
            line.restart();
            line.describe(candidate -> true);
            line.awaitConnected();
            Bench.await(
                    "the way found again is counted",
                    () -> bench.media.totals().ice().connected() > 2);
            line.bothHearEachOther();
        }
    }
}
