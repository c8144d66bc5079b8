package org.bailey.media.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.bailey.ice.IceDialect;
import org.bailey.media.MediaNeeds;
import org.bailey.media.MediaPorts.Allocation.Granted;
import org.bailey.media.Side;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FloodTest {
    private static final int PACKETS = 100;
    private static final Map<Side, MediaNeeds> ICE =
            Map.of(Side.CALLER, new MediaNeeds(InetAddress.getLoopbackAddress(), IceDialect.MICROSOFT));

    /** What is thrown at the port. */
    enum Kind {
        STUN(0x00, 0x01),
        CHANNEL_DATA(0x40, 0x00),
        RTP(0x80, 0x00),
        NOISE(0xff, 0xff);

        private final byte[] packet = new byte[200];

        Kind(int first, int second) {
            packet[0] = (byte) first;
            packet[1] = (byte) second;
            packet[3] = (byte) 180;
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aFloodAtOnePortDoesNotStarveAnotherCallOfTheSameLoop(Kind kind) throws Exception {
        try (var bench = new Bench();
                var caller = new Peer();
                var callee = new Peer();
                var flooder = new Peer()) {
            bench.media.bindAgent(IceLine.agent(Map.of()));
            Granted flooded = bench.open("flooded", ICE);
            bench.open("elsewhere"); // the other loop's
            Granted steady = bench.open("steady");
            bench.connect("steady", caller, callee);
            var stop = new AtomicBoolean();
            List<Thread> flood = new ArrayList<>();
            for (int port : new int[] {
                flooded.caller().rtp(),
                flooded.caller().rtcp(),
                flooded.callee().rtp()
            }) {
                flood.add(new Thread(() -> {
                    while (!stop.get()) {
                        Peer.send(flooder.rtp, port, kind.packet);
                    }
                }));
            }
            flood.forEach(Thread::start);
            long slowest = 0;
            try {
                for (int sequence = 0; sequence < PACKETS; sequence++) {
                    long sent = System.nanoTime();
                    caller.speak(steady.caller(), sequence, 8);
                    assertEquals(sequence, Peer.sequence(Peer.receive(callee.rtp)));
                    slowest = Math.max(slowest, System.nanoTime() - sent);
                    LockSupport.parkNanos(2_000_000);
                }
            } finally {
                stop.set(true);
                for (Thread thread : flood) {
                    thread.join();
                }
            }
            assertTrue(bench.statistics("flooded", Side.CALLEE).dropped() > PACKETS, "the flood came in");
            assertTrue(slowest < 1_000_000_000L, slowest / 1_000_000 + " ms");
        }
    }
}
