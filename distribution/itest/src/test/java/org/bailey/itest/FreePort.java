package org.bailey.itest;

import java.io.IOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Ports for listeners, from a range out of which the system gives none to connections: they are free a moment later, too. */
final class FreePort {
    private static final int FIRST = 10_000;
    private static final int LAST = 14_999;

    private FreePort() {}

    /** {@return a port of the loopback address that is free for UDP and TCP} */
    static int find() throws IOException {
        for (int attempt = 0; attempt < 200; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, LAST + 1);
            try (ServerSocket tcp = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
                    DatagramSocket udp =
                            new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))) {
                return udp.getLocalPort();
            } catch (BindException taken) {
                // another one then
            }
        }
        throw new IOException("no port from " + FIRST + " to " + LAST + " is free for UDP and TCP");
    }
}
