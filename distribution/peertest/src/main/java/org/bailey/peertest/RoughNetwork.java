package org.bailey.peertest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * A network that loses, doubles, delays and reorders datagrams, between the appliance's media and everybody else. It stands at
 * the address the appliance advertises, at the same ports: what comes there goes to the appliance, what the appliance answers
 * goes to who spoke last. Its dice are the same in every run.
 */
public final class RoughNetwork implements AutoCloseable {
    private static final int LARGEST = 2048;
    private static final double ALL = 100;

    private final Dice dice;
    private final Random random;
    private final Selector selector;
    private final PriorityQueue<Parcel> underWay = new PriorityQueue<>();
    private final Map<Integer, Count> toAppliance = new ConcurrentHashMap<>();
    private long order;

    /**
     * How rough it is. What is late beyond {@code delayMillis} is overtaken by what comes behind it.
     *
     * @param lossPercent of all datagrams, 0 to 100
     * @param doublePercent of those that arrive
     * @param latePercent of those that arrive
     * @param lateMillis how late at most
     */
    public record Dice(
            long seed, double lossPercent, double doublePercent, double latePercent, int lateMillis, int delayMillis) {}

    /** What became of the datagrams for one port of the appliance. Safe for use by many threads. */
    public static final class Count {
        private final LongAdder sent = new LongAdder();
        private final LongAdder lost = new LongAdder();
        private final LongAdder doubled = new LongAdder();

        /** All that somebody sent. */
        public long sent() {
            return sent.sum();
        }

        /** Those of them that did not arrive. */
        public long lost() {
            return lost.sum();
        }

        /** Those that arrived twice. */
        public long doubled() {
            return doubled.sum();
        }
    }

    private record Parcel(long dueNanos, long order, DatagramChannel from, InetSocketAddress to, ByteBuffer bytes)
            implements Comparable<Parcel> {
        @Override
        public int compareTo(Parcel other) {
            int byTime = Long.compare(dueNanos - other.dueNanos, 0);
            return byTime == 0 ? Long.compare(order, other.order) : byTime;
        }
    }

    private static final class Port {
        final InetSocketAddress inside;

        @Nullable
        InetSocketAddress outside;

        Port(InetSocketAddress inside) {
            this.inside = inside;
        }
    }

    /**
     * Opens it.
     *
     * @param outside the address the appliance advertises
     * @param inside the address its media is bound to
     * @param first lowest of its media ports, and how many there are
     */
    public RoughNetwork(String outside, String inside, int first, int count, Dice dice) {
        this.dice = dice;
        this.random = new Random(dice.seed());
        try {
            selector = Selector.open();
            for (int port = first; port < first + count; port++) {
                DatagramChannel channel = DatagramChannel.open();
                channel.bind(new InetSocketAddress(outside, port)).configureBlocking(false);
                channel.register(selector, SelectionKey.OP_READ, new Port(new InetSocketAddress(inside, port)));
                toAppliance.put(port, new Count());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread thread = new Thread(this::run, "rough-network-" + first);
        thread.setDaemon(true);
        thread.start();
    }

    /** {@return what it did to the datagrams for that port of the appliance} */
    public Count to(int port) {
        Count count = toAppliance.get(port);
        if (count == null) {
            throw new IllegalArgumentException(port + " is no port of this network");
        }
        return count;
    }

    private void run() {
        try {
            while (selector.isOpen()) {
                Parcel next = underWay.peek();
                long wait = next == null ? 0 : Math.max(1, (next.dueNanos - System.nanoTime()) / 1_000_000);
                selector.select(this::take, wait);
                for (next = underWay.peek(); next != null && due(next); next = underWay.peek()) {
                    underWay.remove();
                    next.from.send(next.bytes, next.to);
                }
            }
        } catch (IOException | java.nio.channels.ClosedSelectorException closed) {
            // the test is over
        }
    }

    private static boolean due(Parcel parcel) {
        return parcel.dueNanos - System.nanoTime() <= 0;
    }

    private void take(SelectionKey key) {
        DatagramChannel channel = (DatagramChannel) key.channel();
        Port port = (Port) key.attachment();
        ByteBuffer bytes = ByteBuffer.allocate(LARGEST);
        try {
            while (channel.receive(bytes) instanceof InetSocketAddress sender) {
                bytes.flip();
                if (!sender.equals(port.inside)) {
                    port.outside = sender;
                    carry(channel, port.inside, bytes, to(port.inside.getPort()));
                } else if (port.outside != null) {
                    carry(channel, port.outside, bytes, new Count());
                }
                bytes = ByteBuffer.allocate(LARGEST);
            }
        } catch (IOException gone) {
            // as a network does: nobody is told
        }
    }

    private void carry(DatagramChannel from, InetSocketAddress to, ByteBuffer bytes, Count count) {
        count.sent.increment();
        if (hits(dice.lossPercent)) {
            count.lost.increment();
            return;
        }
        send(from, to, bytes);
        if (hits(dice.doublePercent)) {
            count.doubled.increment();
            send(from, to, bytes.duplicate());
        }
    }

    private void send(DatagramChannel from, InetSocketAddress to, ByteBuffer bytes) {
        int late = hits(dice.latePercent) ? random.nextInt(dice.lateMillis + 1) : 0;
        long due = System.nanoTime() + (dice.delayMillis + late) * 1_000_000L;
        underWay.add(new Parcel(due, order++, from, to, bytes));
    }

    private boolean hits(double percent) {
        return random.nextDouble() * ALL < percent;
    }

    @Override
    public void close() {
        try {
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
