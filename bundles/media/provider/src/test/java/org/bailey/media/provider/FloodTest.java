package org.bailey.media.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.bailey.ice.IceDialect;
import org.bailey.ice.IceParameters;
import org.bailey.media.MediaNeeds;
import org.bailey.media.MediaPorts.Allocation.Granted;
import org.bailey.media.Side;
import org.bailey.stun.FingerprintForm;
import org.bailey.stun.IntegrityForm;
import org.bailey.stun.StunAttribute;
import org.bailey.stun.StunClass;
import org.bailey.stun.StunKey;
import org.bailey.stun.StunMethod;
import org.bailey.stun.StunWriter;
import org.bailey.stun.TransactionId;
import org.junit.jupiter.api.Test;

/** What a call of the same loop hears while somebody throws at one port of another what he can. */
class FloodTest {
    private static final int PACKETS = 100;
    private static final long PACE_NANOS = 20_000_000;
    /** A jitter buffer evens out so much without a word being lost. */
    private static final long EVENED_OUT_NANOS = 100_000_000;
    /** The machine may be busy for a moment; a call that is starved is starved each time. */
    private static final int ROUNDS = 4;
    /** A hundred times what a call brings: what is read and dropped, not what the kernel throws away before. */
    private static final int FLOOD_PER_SECOND = 5_000;

    private static final Map<Side, MediaNeeds> ICE =
            Map.of(Side.CALLER, new MediaNeeds(InetAddress.getLoopbackAddress(), IceDialect.STANDARD));

    @Test
    void theSoundOfAnotherCallStaysUsable() throws Exception {
        try (var bench = new Bench();
                var caller = new Peer();
                var callee = new Peer()) {
            bench.media.bindAgent(IceLine.agent(Map.of()));
            Granted flooded = bench.open("flooded", ICE);
            bench.open("elsewhere"); // the other loop's
            Granted steady = bench.open("steady");
            bench.connect("steady", caller, callee);
            var sound = new Sound(caller, callee, steady);
            int port = flooded.caller().rtp();
            IceParameters described = Objects.requireNonNull(flooded.caller().ice());
            long nanos = staysUsable(sound, port, check(described.ufrag()), packet(0x80))
                    + staysUsable(sound, port, packet(0x40), packet(0xff));
            long dropped = bench.statistics("flooded", Side.CALLER).dropped();
            long perSecond = dropped * 1_000_000_000L / nanos;
            assertTrue(perSecond > FLOOD_PER_SECOND, () -> "a flood of " + perSecond + " packets a second, " + dropped);
            assertEquals(0, bench.statistics("steady", Side.CALLER).lost());
        }
    }

    /** Two who throw as fast as they can at one port, against nobody. {@return for how long in all} */
    private static long staysUsable(Sound sound, int port, byte[]... thrown) throws InterruptedException {
        var told = new ArrayList<String>();
        long thrownNanos = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long calm = sound.worstOfHundred();
            var stop = new AtomicBoolean();
            List<Thread> flood = new ArrayList<>();
            for (byte[] packet : thrown) {
                flood.add(new Thread(() -> {
                    try (var flooder = new Peer()) {
                        while (!stop.get()) {
                            Peer.send(flooder.rtp, port, packet);
                        }
                    }
                }));
            }
            long began = System.nanoTime();
            flood.forEach(Thread::start);
            long under;
            try {
                under = sound.worstOfHundred();
            } finally {
                stop.set(true);
                for (Thread thread : flood) {
                    thread.join();
                }
            }
            thrownNanos += System.nanoTime() - began;
            if (under < EVENED_OUT_NANOS + 4 * calm) {
                return thrownNanos;
            }
            told.add(under / 1_000_000 + " ms, " + calm / 1_000_000 + " ms without");
        }
        throw new AssertionError("of a hundred packets all but one come with a delay of up to " + told);
    }

    private static byte[] packet(int first) {
        byte[] packet = new byte[200];
        packet[0] = (byte) first;
        packet[3] = (byte) 180;
        return packet;
    }

    /** The most expensive one: the user name is right, so integrity has to be looked at. */
    private static byte[] check(String ufrag) {
        ByteBuffer message = StunWriter.begin(
                        ByteBuffer.allocate(300), StunClass.REQUEST, StunMethod.BINDING, new TransactionId(1, 2))
                .text(StunAttribute.USERNAME, ufrag + ":else")
                .number(StunAttribute.PRIORITY, 1)
                .number64(StunAttribute.ICE_CONTROLLING, 5)
                .integrity(StunKey.shortTerm("wrong"), IntegrityForm.RFC)
                .fingerprint(FingerprintForm.RFC)
                .end();
        byte[] bytes = new byte[message.remaining()];
        message.get(bytes);
        return bytes;
    }

    /** Audio from one end to the other, a packet each 20 ms. */
    private static final class Sound {
        private final Peer caller;
        private final Peer callee;
        private final Granted ports;
        private int sequence;

        Sound(Peer caller, Peer callee, Granted ports) {
            this.caller = caller;
            this.callee = callee;
            this.ports = ports;
        }

        /** {@return the delay that 99 of 100 packets do not exceed; none may be lost} */
        long worstOfHundred() throws InterruptedException {
            int first = sequence;
            long[] sent = new long[PACKETS];
            long[] delays = new long[PACKETS];
            var mouth = new Thread(() -> {
                long due = System.nanoTime();
                for (int i = 0; i < PACKETS; i++) {
                    sent[i] = System.nanoTime();
                    caller.speak(ports.caller(), first + i, 8);
                    due += PACE_NANOS;
                    LockSupport.parkNanos(due - System.nanoTime());
                }
            });
            mouth.start();
            for (int i = 0; i < PACKETS; i++) {
                assertEquals(first + i, Peer.sequence(Peer.receive(callee.rtp)));
                delays[i] = System.nanoTime();
            }
            mouth.join();
            sequence += PACKETS;
            for (int i = 0; i < PACKETS; i++) {
                delays[i] -= sent[i];
            }
            Arrays.sort(delays);
            return delays[PACKETS - 2];
        }
    }
}
