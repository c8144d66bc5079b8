package org.bailey.svc.provider;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** A network between sender and receiver: packets in time, some lost, doubled or late. */
final class Line {
    static final long PICTURE = 33_333_333;
    private static final long PACKET = 100_000;

    /** A packet and when it comes. */
    record Sent(long nanos, byte[] packet) {}

    private final List<Sent> packets = new ArrayList<>();
    private final Random random;
    double lost;
    double doubled;
    double late;
    /** How late at most. */
    long latestNanos = 30_000_000;

    int losses;

    Line(long seed) {
        random = new Random(seed);
    }

    void picture(int number, List<byte[]> sent) {
        picture(number, 0, sent);
    }

    void picture(int number, long after, List<byte[]> sent) {
        long nanos = 1_000_000_000L + number * PICTURE + after;
        for (byte[] packet : sent) {
            nanos += PACKET;
            if (random.nextDouble() < lost) {
                losses++;
                continue;
            }
            long delay = random.nextDouble() < late ? random.nextLong(latestNanos) : 0;
            packets.add(new Sent(nanos + delay, packet));
            if (random.nextDouble() < doubled) {
                packets.add(new Sent(nanos + delay + random.nextLong(latestNanos), packet));
            }
        }
    }

    List<Sent> arrivals() {
        packets.sort(Comparator.comparingLong(Sent::nanos));
        return packets;
    }
}
