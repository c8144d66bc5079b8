package org.bailey.peertest;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/** Hands out port numbers of 127.0.0.1 that are free for UDP and TCP, each once as long as there are others. */
public final class Ports {
    private static final int FIRST = Integer.getInteger("peertest.ports.first", 18_600);
    private static final int LAST = Integer.getInteger("peertest.ports.last", 23_999);
    private static final long REST_NANOS = 150_000_000_000L;

    private static final Map<Integer, Long> GIVEN = new HashMap<>();
    private static int next = FIRST;

    private Ports() {}

    /** A free port. */
    public static int next() {
        return block(1);
    }

    /**
     * The first of {@code count} neighbouring free ports, the first one even.
     *
     * @throws IllegalStateException when the range is used up
     */
    public static synchronized int block(int count) {
        for (boolean rested : new boolean[] {true, true, false, false}) {
            for (int first = next + next % 2; first + count <= LAST; first += 2) {
                if (IntStream.range(first, first + count).allMatch(port -> (!rested || rested(port)) && free(port))) {
                    IntStream.range(first, first + count).forEach(port -> GIVEN.put(port, System.nanoTime()));
                    next = first + count;
                    return first;
                }
            }
            next = FIRST;
        }
        throw new IllegalStateException("no " + count + " free ports between " + FIRST + " and " + LAST
                + "; choose others with -Dpeertest.ports.first and -Dpeertest.ports.last");
    }

    /** Nobody got it a short while ago, who may be about to open it. */
    private static boolean rested(int port) {
        Long given = GIVEN.get(port);
        return given == null || System.nanoTime() - given > REST_NANOS;
    }

    /** Whether nobody has {@code port} of 127.0.0.1, for UDP and TCP. */
    public static boolean free(int port) {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (ServerSocket tcp = new ServerSocket()) {
            tcp.setReuseAddress(true);
            tcp.bind(new InetSocketAddress(loopback, port));
            try (DatagramSocket udp = new DatagramSocket(port, loopback)) {
                return udp.isBound();
            }
        } catch (IOException taken) {
            return false;
        }
    }
}
