package org.bailey.media.provider;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Map;
import org.bailey.ice.Candidate;
import org.bailey.ice.IceDialect;
import org.bailey.media.MediaPorts.Allocation.Granted;
import org.bailey.media.Side;
import org.bailey.turn.TurnServer.Transport;
import org.bailey.turn.provider.client.StatelessTurnClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AllocationTest {
    private static final int BATCH = 64;
    private static final int WARM = 30_000;
    private static final int MEASURED = 30_000;

    private static long allocatedByLoops() {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("bailey-media-"))
                .mapToLong(thread -> threads.getThreadAllocatedBytes(thread.getId()))
                .sum();
    }

    @Test
    void makesNoObjectsForPackets() {
        try (var bench = new Bench();
                var caller = new Peer();
                var callee = new Peer()) {
            Granted ports = bench.open("c1");
            bench.connect("c1", caller, callee);
            carry(bench, ports, caller, callee, 0, WARM);
            long before = allocatedByLoops();
            carry(bench, ports, caller, callee, WARM, WARM + MEASURED);
            double each = (allocatedByLoops() - before) / (double) MEASURED;
            // an address and its holders alone would be 80; what is left comes with the looks at silent streams
            assertTrue(each < 16, each + " bytes a packet");
        }
    }

    @Test
    void makesNoObjectsForPacketsOfPairsThatIceHasFound() {
        try (var bench = new Bench()) {
            bench.media.bindAgent(IceLine.agent(Map.of()));
            try (var line = new IceLine(bench, IceDialect.MICROSOFT)) {
                line.describe(candidate -> true);
                line.awaitConnected();
                double each = each(bench, line);
                assertTrue(each < 16, each + " bytes a packet of two calls");
            }
        }
    }

    @Test
    void makesNoObjectsForPacketsThroughRelays(@TempDir Path folder) throws Exception {
        assumeTrue(Coturn.installed(), "turnserver and openssl");
        try (var bench = Bench.patient(Bench.RANGE - 100);
                var coturn = new Coturn(folder, bench.first + Bench.RANGE - 100)) {
            bench.media.bindAgent(IceLine.agent(Map.of()));
            bench.media.bindTurn(new StatelessTurnClient());
            bench.media.bindServers(new FixedServers(coturn.server(Transport.UDP)));
            try (var line = new IceLine(bench, IceDialect.MICROSOFT)) {
                line.describe(candidate -> candidate.type() == Candidate.Type.RELAYED);
                line.awaitConnected();
                double each = each(bench, line);
                assertTrue(each < 16, each + " bytes a packet of two calls");
            }
        }
    }

    private static double each(Bench bench, IceLine line) {
        carry(bench, "right", line.left, line.leftPeer, line.rightPeer, 0, WARM);
        long before = allocatedByLoops();
        carry(bench, "right", line.left, line.leftPeer, line.rightPeer, WARM, WARM + MEASURED);
        return (allocatedByLoops() - before) / (double) MEASURED;
    }

    private static void carry(Bench bench, Granted ports, Peer caller, Peer callee, int from, int to) {
        carry(bench, "c1", ports, caller, callee, from, to);
    }

    private static void carry(Bench bench, String last, Granted ports, Peer caller, Peer callee, int from, int to) {
        for (int sequence = from; sequence < to; sequence++) {
            caller.speak(ports.caller(), sequence, 0);
            if (sequence % BATCH == BATCH - 1 || sequence == to - 1) {
                int sent = sequence + 1;
                Bench.await(
                        "packets pass",
                        () -> bench.statistics(last, Side.CALLER).forwarded() == sent);
            }
        }
        while (Peer.receive(callee.rtp, 1) != null) {
            // make room for what follows
        }
    }
}
