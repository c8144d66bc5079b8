package org.bailey.sip.provider;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Which of our addresses a peer sees when the listener listens on all of them: the one its route leads from. */
final class LocalAddress {
    private static final int REMEMBERED = 1000;
    /** Routes change; asking costs some microseconds. */
    private static final long REMEMBERED_NANOS = 30_000_000_000L;

    private static final Map<InetAddress, InetAddress> TOWARDS = new ConcurrentHashMap<>();

    private static volatile long since = System.nanoTime();

    private LocalAddress() {}

    static InetSocketAddress of(InetSocketAddress bind, int port, InetSocketAddress remote) {
        InetAddress address = bind.getAddress();
        return new InetSocketAddress(address.isAnyLocalAddress() ? towards(remote.getAddress()) : address, port);
    }

    static InetAddress towards(InetAddress remote) {
        long now = System.nanoTime();
        if (TOWARDS.size() > REMEMBERED || now - since > REMEMBERED_NANOS) {
            TOWARDS.clear();
            since = now;
        }
        return TOWARDS.computeIfAbsent(remote, LocalAddress::ask);
    }

    /** Connecting a UDP socket sends nothing: it only asks the routing table. */
    private static InetAddress ask(InetAddress remote) {
        try (DatagramSocket probe = new DatagramSocket()) {
            probe.connect(new InetSocketAddress(remote, 5060));
            return probe.getLocalAddress();
        } catch (SocketException | java.io.UncheckedIOException unreachable) {
            return InetAddress.getLoopbackAddress();
        }
    }
}
