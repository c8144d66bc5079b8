package org.bailey.media.provider;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.bailey.media.MediaPorts.Allocation.Granted;
import org.bailey.media.Side;
import org.junit.jupiter.api.Test;

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

    private static void carry(Bench bench, Granted ports, Peer caller, Peer callee, int from, int to) {
        for (int sequence = from; sequence < to; sequence++) {
            caller.speak(ports.caller(), sequence, 0);
            if (sequence % BATCH == BATCH - 1 || sequence == to - 1) {
                int sent = sequence + 1;
                Bench.await(
                        "packets pass",
                        () -> bench.statistics("c1", Side.CALLER).forwarded() == sent);
            }
        }
        while (Peer.receive(callee.rtp, 1) != null) {
            // make room for what follows
        }
    }
}
