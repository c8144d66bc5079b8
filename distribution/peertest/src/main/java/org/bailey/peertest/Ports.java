package org.bailey.peertest;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/** Hands out port numbers of 127.0.0.1 that are free for UDP and TCP, each once a run. */
public final class Ports {
    private static final int FIRST = Integer.getInteger("peertest.ports.first", 18_600);
    private static final int LAST = Integer.getInteger("peertest.ports.last", 21_599);
    private static final AtomicInteger NEXT = new AtomicInteger(FIRST);

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
        for (int round = 0; round < 2; round++) {
            for (int first = NEXT.get() + NEXT.get() % 2; first + count <= LAST; first += 2) {
                if (free(first, count)) {
                    NEXT.set(first + count);
                    return first;
                }
            }
            NEXT.set(FIRST);
        }
        throw new IllegalStateException("no " + count + " free ports between " + FIRST + " and " + LAST
                + "; choose others with -Dpeertest.ports.first and -Dpeertest.ports.last");
    }

    private static boolean free(int first, int count) {
        for (int port = first; port < first + count; port++) {
            if (!free(port)) {
                return false;
            }
        }
        return true;
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
