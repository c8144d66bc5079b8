package org.bailey.ice.provider;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** An internet in memory with a clock of its own: NATs, loss, delay that differs from packet to packet. */
final class Net {
    /** What stands between a host and the rest (RFC 4787). */
    enum Nat {
        /** A public address. */
        NONE,
        /** One public port for each socket, open to all. */
        OPEN,
        /** One public port for each socket, open to whom it has sent to. */
        RESTRICTED,
        /** Another public port for each destination. */
        SYMMETRIC,
        /** No UDP at all. */
        BLOCKED
    }

    private record Event(long nanos, long number, Runnable what) {}

    private static final int MILLI = 1_000_000;

    final Random random;
    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::nanos).thenComparingLong(Event::number));
    private final Map<InetSocketAddress, SimulatedHost> sockets = new HashMap<>();
    private final Map<InetSocketAddress, Mapping> mappings = new HashMap<>();
    private final Map<List<Object>, InetSocketAddress> ports = new LinkedHashMap<>();
    private long number;
    private int nextPort = 20000;
    double loss;
    int leastDelayMillis = 10;
    int mostDelayMillis = 30;
    /** As a clock may be that has run for long. */
    long nanos = 1L << 52;

    long carried;

    private record Mapping(SimulatedHost host, InetSocketAddress inside, Set<InetSocketAddress> spokenTo) {}

    Net(long seed) {
        random = new Random(seed);
    }

    void bind(InetSocketAddress address, SimulatedHost host) {
        sockets.put(address, host);
    }

    void unbind(InetSocketAddress address) {
        sockets.remove(address);
    }

    void at(long when, Runnable what) {
        events.add(new Event(Math.max(when, nanos), number++, what));
    }

    /** The public address a socket behind a NAT gets towards a destination. */
    InetSocketAddress outside(SimulatedHost host, InetSocketAddress inside, InetSocketAddress to) {
        List<Object> key = host.nat == Nat.SYMMETRIC ? List.of(inside, to) : List.of(inside);
        return ports.computeIfAbsent(key, k -> {
            var outside = new InetSocketAddress(host.publicAddress, nextPort++);
            mappings.put(outside, new Mapping(host, inside, new HashSet<>()));
            return outside;
        });
    }

    void send(SimulatedHost host, InetSocketAddress from, boolean relayed, ByteBuffer message, InetSocketAddress to) {
        var bytes = new byte[message.remaining()];
        message.get(bytes);
        InetSocketAddress source = from;
        if (!relayed && host.nat == Nat.BLOCKED) {
            return;
        }
        if (!relayed && host.nat != Nat.NONE) {
            if (isPrivate(to.getAddress())) {
                return; // some other network's
            }
            source = outside(host, from, to);
            mappings.get(source).spokenTo().add(to);
        }
        if (random.nextDouble() < loss) {
            return;
        }
        InetSocketAddress seen = source;
        int delay = leastDelayMillis + random.nextInt(mostDelayMillis - leastDelayMillis + 1);
        at(nanos + (long) delay * MILLI, () -> arrive(bytes, seen, to));
    }

    private void arrive(byte[] bytes, InetSocketAddress from, InetSocketAddress to) {
        Mapping mapping = mappings.get(to);
        if (mapping != null) {
            boolean open = mapping.host().nat == Nat.OPEN || mapping.spokenTo().contains(from);
            if (open) {
                carried++;
                mapping.host().arrive(mapping.inside(), ByteBuffer.wrap(bytes), from);
            }
            return;
        }
        SimulatedHost host = sockets.get(to);
        if (host != null && (host.nat == Nat.NONE || !isPrivate(to.getAddress()))) {
            carried++;
            host.arrive(to, ByteBuffer.wrap(bytes), from);
        }
    }

    private static boolean isPrivate(InetAddress address) {
        return address.isSiteLocalAddress();
    }

    /** Lets time pass until it is so, or for so long. */
    boolean run(long millis, BooleanSupplier condition) {
        long end = nanos + millis * MILLI;
        while (!condition.getAsBoolean()) {
            Event next = events.peek();
            if (next == null || next.nanos() > end) {
                nanos = end;
                return condition.getAsBoolean();
            }
            events.poll();
            nanos = next.nanos();
            next.what().run();
        }
        return true;
    }

    void run(long millis) {
        run(millis, () -> false);
    }
}
