package org.bailey.media.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.DatagramSocket;
import java.time.Duration;
import java.util.Set;
import org.bailey.media.MediaPorts.Allocation.Granted;
import org.bailey.media.MediaPorts.Allocation.Refused;
import org.bailey.media.SourcePolicy;
import org.junit.jupiter.api.Test;

class ExhaustionTest {
    @Test
    void refusesWithAReasonAndGivesAgainAfterTheQuarantine() {
        try (var bench = new Bench(6, SourcePolicy.LEARN, Duration.ofSeconds(5))) {
            bench.open("c1");
            var refused = assertInstanceOf(Refused.class, bench.ask("c2", 0));
            assertTrue(refused.reason().startsWith("Media port pool exhausted"), refused.reason());
            Bench.await(
                    "the refused call holds nothing", () -> bench.media.calls().equals(Set.of("c1")));
            Bench.await("nor do its ports stay open", () -> bench.media.pool().inUse() == 4);
            bench.media.release("c1");
            Bench.await("its ports rest", () -> bench.media.pool().quarantined() == 4);
            bench.leapNanos.addAndGet(Duration.ofSeconds(6).toNanos());
            assertInstanceOf(Granted.class, bench.ask("c2", 0));
        }
    }

    @Test
    void goesRoundAPortThatAnotherProgramHas() throws Exception {
        try (var bench = new Bench();
                var odd = new DatagramSocket(bench.first + 1);
                var even = new DatagramSocket(bench.first + 2)) {
            Granted ports = bench.open("c1");
            assertTrue(odd.isBound() && even.isBound());
            assertEquals(bench.first + 4, ports.caller().rtp());
            assertEquals(4, bench.media.pool().inUse());
        }
    }

    @Test
    void refusesPortsToACallThatWasReleasedMeanwhile() {
        try (var bench = new Bench(Bench.RANGE, SourcePolicy.LEARN, Duration.ZERO)) {
            for (int round = 0; round < 200; round++) {
                String call = "c" + round;
                var first = bench.media.allocate(call, 0, "audio").toCompletableFuture();
                bench.media.release(call);
                first.join();
            }
            Bench.await("nothing is left", () -> bench.media.pool().inUse() == 0);
            assertEquals(Set.of(), bench.media.calls());
        }
    }
}
