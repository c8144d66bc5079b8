package org.bailey.media.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.bailey.media.MediaPorts.Allocation.Granted;
import org.bailey.media.PacketOut;
import org.bailey.media.PacketPath;
import org.bailey.media.Side;
import org.bailey.media.StreamState;
import org.bailey.media.VideoWish;
import org.bailey.media.relay.RelayPath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReplacedPathTest {
    private static final int PACKETS = 4000;
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
    void losesNoPacketWhileThePacketCodeIsReplacedAgainAndAgain() throws Exception {
        var received = new AtomicInteger();
        var inOrder = new AtomicBoolean(true);
        var ear = new Thread(() -> {
            for (int expected = 0; expected < PACKETS; expected++) {
                inOrder.compareAndSet(true, Peer.sequence(Peer.receive(callee.rtp)) == expected);
                received.incrementAndGet();
            }
        });
        var mouth = new Thread(() -> {
            for (int sequence = 0; sequence < PACKETS; sequence++) {
                caller.speak(ports.caller(), sequence, 0);
                LockSupport.parkNanos(500_000);
            }
        });
        ear.start();
        mouth.start();
        PacketPath old = bench.path;
        int replaced = 0;
        while (mouth.isAlive()) {
            PacketPath next = new RelayPath();
            boolean inPlace = ++replaced % 2 == 0;
            if (inPlace) {
                bench.media.unbindPath(old);
                LockSupport.parkNanos(30_000_000); // as long as an update of a bundle takes
                bench.media.bindPath(next);
            } else {
                bench.media.bindPath(next);
                bench.media.unbindPath(old);
            }
            old = next;
        }
        mouth.join();
        ear.join();
        assertEquals(PACKETS, received.get());
        assertTrue(inOrder.get(), "in the order they were sent");
        assertEquals(0, bench.statistics("c1", Side.CALLER).lost());
        Bench.await("all are counted", () -> bench.statistics("c1", Side.CALLER).forwarded() == PACKETS);
        assertTrue(replaced > 20, replaced + " replacements");
        var status = bench.media.path();
        assertEquals(replaced / 2, status.absences());
        assertTrue(status.waited() > 0 && status.longest().toMillis() >= 30, status.toString());
    }

    @Test
    void keepsPacketsInTheSocketsWhileThereIsNoPathAndForgetsThoseOfReleasedCalls() {
        Granted other = bench.open("c2");
        bench.media.unbindPath(bench.path);
        assertFalse(bench.media.path().present());
        for (int sequence = 0; sequence < 100; sequence++) {
            caller.speak(ports.caller(), sequence, 0);
            caller.speak(other.caller(), sequence, 0);
        }
        bench.media.release("c2");
        Bench.await("its ports are closed", () -> bench.media.pool().inUse() == 4);
        bench.media.bindPath(bench.path);
        for (int sequence = 0; sequence < 100; sequence++) {
            assertEquals(sequence, Peer.sequence(Peer.receive(callee.rtp)));
        }
    }

    @Test
    void costsAPacketWhenThePacketCodeFailsAndGoesOn() {
        var broken = new PacketPath() {
            @Override
            public void onRtpPort(
                    StreamState stream, ByteBuffer packet, InetSocketAddress from, long nanos, PacketOut out) {
                throw new NoClassDefFoundError("a class that is gone");
            }

            @Override
            public void onRtcpPort(
                    StreamState stream, ByteBuffer packet, InetSocketAddress from, long nanos, PacketOut out) {
                throw new IllegalStateException("broken");
            }

            @Override
            public void onOwn(StreamState stream, ByteBuffer packet, PacketOut out) {
                throw new IllegalStateException("broken");
            }
        };
        bench.media.bindPath(broken);
        bench.media.unbindPath(bench.path);
        caller.speak(ports.caller(), 1, 0);
        Peer.send(caller.rtcp, ports.caller().rtcp(), Peer.receiverReport());
        Bench.await(
                "both are counted",
                () -> bench.statistics("c1", Side.CALLER).drops().failed() == 2);
        bench.media.bindPath(bench.path);
        bench.media.unbindPath(broken);
        caller.speak(ports.caller(), 2, 0);
        assertEquals(2, Peer.sequence(Peer.receive(callee.rtp)));
    }

    @Test
    void keepsThePacketThatAPathUnderWatchThrewOnAndAllAfterItForTheOneThatComes() {
        List<String> told = new CopyOnWriteArrayList<>();
        bench.media.bindFaults((code, where, what) -> told.add(where + ": " + what.getMessage()));
        var broken = new RelayPathUpTo(10);
        bench.media.bindPath(broken);
        bench.media.unbindPath(bench.path);
        for (int sequence = 0; sequence < 100; sequence++) {
            caller.speak(ports.caller(), sequence, 0);
        }
        Bench.await("it is told", () -> !told.isEmpty());
        bench.media.bindPath(bench.path);
        bench.media.unbindPath(broken);
        for (int sequence = 0; sequence < 100; sequence++) {
            assertEquals(sequence, Peer.sequence(Peer.receive(callee.rtp)));
        }
        assertEquals(List.of("a packet of call c1, line 0, from its caller: enough"), told);
        assertEquals(0, bench.statistics("c1", Side.CALLER).drops().failed());
    }

    @Test
    void aPathUnderWatchThatThrowsInItsLookIsToldOfAndPacketsWaitForTheOneThatComes() {
        List<String> told = new CopyOnWriteArrayList<>();
        bench.media.bindFaults((code, where, what) -> told.add(where + ": " + what.getMessage()));
        var broken = new BlindPath();
        bench.media.bindPath(broken);
        bench.media.unbindPath(bench.path);
        Bench.await("it is told", () -> !told.isEmpty());
        caller.speak(ports.caller(), 7, 0);
        bench.media.bindPath(bench.path);
        bench.media.unbindPath(broken);
        assertEquals(7, Peer.sequence(Peer.receive(callee.rtp)));
        assertTrue(
                told.stream().allMatch(word -> word.startsWith("the look at the picture of call c1, line 0")),
                told::toString);
        assertEquals(0, bench.statistics("c1", Side.CALLER).drops().failed());
    }

    @Test
    void aPathThatThrowsInItsLookIsCountedAndPacketsPass() {
        var broken = new BlindPath();
        bench.media.bindPath(broken);
        bench.media.unbindPath(bench.path);
        Bench.await(
                "it is counted",
                () -> bench.statistics("c1", Side.CALLER).drops().failed() > 1);
        caller.speak(ports.caller(), 7, 0);
        assertEquals(7, Peer.sequence(Peer.receive(callee.rtp)));
        bench.media.bindPath(bench.path);
        bench.media.unbindPath(broken);
    }

    @Test
    void aWishThatAPathUnderWatchThrewOnIsForTheOneThatComes() {
        List<String> told = new CopyOnWriteArrayList<>();
        bench.media.bindFaults((code, where, what) -> told.add(where));
        List<VideoWish> heard = new CopyOnWriteArrayList<>();
        var broken = new RelayPathUpTo(PACKETS) {
            @Override
            public void onWish(StreamState stream, VideoWish wish, long nanos, PacketOut back) {
                throw new IllegalStateException("no wishes");
            }
        };
        var works = new RelayPathUpTo(PACKETS) {
            @Override
            public void onWish(StreamState stream, VideoWish wish, long nanos, PacketOut back) {
                heard.add(wish);
            }
        };
        bench.media.bindPath(broken);
        bench.media.unbindPath(bench.path);
        bench.media.wish("c1", 0, Side.CALLER, VideoWish.KEY_FRAME);
        Bench.await("it is told", () -> !told.isEmpty());
        bench.media.bindPath(works);
        bench.media.unbindPath(broken);
        Bench.await("the wish is there", () -> heard.equals(List.of(VideoWish.KEY_FRAME)));
        assertEquals("a wish about the picture of call c1, line 0, from its caller", told.get(0));
        bench.media.bindPath(bench.path);
        bench.media.unbindPath(works);
    }

    /** Passes packets, and throws whenever time has gone by. */
    private static final class BlindPath extends RelayPathUpTo {
        BlindPath() {
            super(PACKETS);
        }

        @Override
        public void onLook(StreamState stream, long nanos, PacketOut back) {
            throw new IllegalStateException("blind");
        }
    }

    /** Does its work for some packets, then throws. */
    private static class RelayPathUpTo implements PacketPath {
        private final PacketPath works = new RelayPath();
        private int left;

        RelayPathUpTo(int packets) {
            left = packets;
        }

        @Override
        public void onRtpPort(
                StreamState stream, ByteBuffer packet, InetSocketAddress from, long nanos, PacketOut out) {
            if (left-- <= 0) {
                throw new IllegalStateException("enough");
            }
            works.onRtpPort(stream, packet, from, nanos, out);
        }

        @Override
        public void onRtcpPort(
                StreamState stream, ByteBuffer packet, InetSocketAddress from, long nanos, PacketOut out) {
            works.onRtcpPort(stream, packet, from, nanos, out);
        }

        @Override
        public void onOwn(StreamState stream, ByteBuffer packet, PacketOut out) {
            works.onOwn(stream, packet, out);
        }
    }
}
