package org.bailey.peertest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Who listens where, read from the kernel: nobody has to be called for it. */
public final class Sockets {
    private static final String LISTEN = "0A";

    private Sockets() {}

    /** Waits until somebody listens for TCP on {@code port}. */
    public static void awaitTcpListener(Peer peer, int port) {
        Await.until(Await.PATIENCE, "a listener on TCP port " + port, () -> {
            if (!peer.alive()) {
                throw new AssertionError(
                        "the program ended before it listened on TCP port " + port + ":\n" + peer.tail());
            }
            return tcpListener(port);
        });
    }

    /** Waits until somebody has UDP {@code port}. */
    public static void awaitUdp(Peer peer, int port) {
        Await.until(Await.PATIENCE, "somebody on UDP port " + port, () -> {
            if (!peer.alive()) {
                throw new AssertionError("the program ended before it had UDP port " + port + ":\n" + peer.tail());
            }
            return udp(port);
        });
    }

    /** Whether somebody listens for TCP on {@code port}, at whatever address. */
    public static boolean tcpListener(int port) {
        return Stream.of("tcp", "tcp6")
                .anyMatch(table ->
                        lines(table).stream().anyMatch(line -> localPort(line) == port && line[3].equals(LISTEN)));
    }

    /** Whether somebody has UDP {@code port}, at whatever address. */
    public static boolean udp(int port) {
        return Stream.of("udp", "udp6").anyMatch(table -> lines(table).stream().anyMatch(l -> localPort(l) == port));
    }

    private static int localPort(String[] line) {
        return Integer.parseInt(line[1].substring(line[1].indexOf(':') + 1).toLowerCase(Locale.ROOT), 16);
    }

    private static List<String[]> lines(String table) {
        Path file = Path.of("/proc/net", table);
        try {
            return Files.exists(file)
                    ? Files.readAllLines(file).stream()
                            .skip(1)
                            .map(line -> line.trim().split(" +"))
                            .toList()
                    : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An IPv4 address of this machine beside the loopback. */
    public static String ownAddress() {
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("this machine has no address beside the loopback"))
                    .getHostAddress();
        } catch (SocketException e) {
            throw new UncheckedIOException(e);
        }
    }
}
