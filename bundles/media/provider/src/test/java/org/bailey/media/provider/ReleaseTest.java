package org.bailey.media.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.bailey.media.MediaPorts.Allocation.Granted;
import org.bailey.media.SourcePolicy;
import org.junit.jupiter.api.Test;

class ReleaseTest {
    private static final int CALLS = 10_000;

    static long descriptors() {
        return ((UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getOpenFileDescriptorCount();
    }

    @Test
    void leavesNothingAfterTenThousandCalls() throws Exception {
        try (var bench = new Bench(Bench.RANGE, SourcePolicy.LEARN, Duration.ZERO)) {
            bench.open("warm");
            bench.media.release("warm");
            Bench.await("nothing is open", () -> bench.media.pool().inUse() == 0);
            long before = descriptors();
            var atOnce = new Semaphore(20);
            var granted = new AtomicInteger();
            for (int i = 0; i < CALLS; i++) {
                atOnce.acquire();
                Bench.await("ports come back", () -> bench.media.pool().inUse() < Bench.RANGE / 2);
                String call = "c" + i;
                bench.media.allocate(call, 0, "audio").thenAccept(answer -> {
                    if (answer instanceof Granted) {
                        granted.incrementAndGet();
                    }
                    bench.media.release(call);
                    atOnce.release();
                });
            }
            atOnce.acquire(20);
            assertEquals(CALLS, granted.get());
            Bench.await("all ports are closed", () -> bench.media.pool().inUse() == 0);
            assertEquals(Set.of(), bench.media.calls());
            Bench.await("all descriptors are closed", () -> descriptors() <= before);
        }
    }

    @Test
    void closesPortsUnderTrafficWithoutDisturbingOtherCalls() throws Exception {
        try (var bench = new Bench();
                var caller = new Peer();
                var callee = new Peer();
                var noisy = new Peer()) {
            Granted steady = bench.open("steady");
            bench.connect("steady", caller, callee);
            var stop = new AtomicBoolean();
            var noise = new Thread(() -> {
                for (int sequence = 0; !stop.get(); sequence++) {
                    for (int port = bench.first + 4; port < bench.first + Bench.RANGE; port += 4) {
                        Peer.send(noisy.rtp, port, Peer.rtpPacket(sequence, 0, false));
                    }
                }
            });
            noise.start();
            for (int round = 0; round < 300; round++) {
                String call = "c" + round;
                bench.open(call);
                bench.connect(call, noisy, callee);
                bench.media.release(call);
                caller.speak(steady.caller(), round, 8);
                int expected = round;
                Bench.await("packet " + round, () -> {
                    byte[] packet = Peer.receive(callee.rtp);
                    return packet[1] == 8 && Peer.sequence(packet) == expected;
                });
            }
            stop.set(true);
            noise.join();
            assertTrue(bench.media.calls().equals(Set.of("steady")));
        }
    }
}
