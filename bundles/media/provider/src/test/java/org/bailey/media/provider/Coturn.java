package org.bailey.media.provider;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.bailey.turn.TurnServer;
import org.bailey.turn.TurnServer.Transport;

/** A coturn on loopback, over UDP, TCP and TLS. */
final class Coturn implements AutoCloseable {
    /** Where its relayed addresses are: none that anything else here has, so that permissions let nothing else through. */
    static final String RELAY = "127.0.0.9";

    private static final String USER = "bailey";
    private static final String PASSWORD = "made-for-a-test";

    final int port;
    final Path certificate;
    private final Path folder;
    private final Process process;

    /**
     * @param first it takes 40 ports from here on
     * @param more settings
     */
    Coturn(Path parent, int first, String... more) throws Exception {
        folder = Files.createDirectory(parent.resolve("coturn-" + first));
        port = first;
        certificate = folder.resolve("certificate.pem");
        Path key = folder.resolve("key.pem");
        run(List.of(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-days",
                "2",
                "-subj",
                "/CN=localhost",
                "-addext",
                "subjectAltName=DNS:localhost,IP:127.0.0.1",
                "-keyout",
                key.toString(),
                "-out",
                certificate.toString()));
        List<String> command = new ArrayList<>(List.of(
                "turnserver",
                "-n",
                // with several, each has a socket of its own at the port, and what comes while the next one opens is
                // parted
                "--relay-threads=1",
                "--listening-ip=127.0.0.1",
                "--relay-ip=" + RELAY + "",
                "--listening-port=" + port,
                "--tls-listening-port=" + (port + 1),
                "--min-port=" + (port + 4),
                "--max-port=" + (port + 39),
                "--lt-cred-mech",
                "--user=" + USER + ":" + PASSWORD,
                "--realm=lab.test",
                "--allow-loopback-peers",
                "--no-cli",
                "--no-dtls",
                "--cert=" + certificate,
                "--pkey=" + key,
                "--userdb=" + folder.resolve("db"),
                "--pidfile=" + folder.resolve("pid"),
                "--log-file=stdout",
                "--simple-log"));
        command.addAll(List.of(more));
        process = start(command);
        Bench.await("coturn listens" + said(), () -> listens(port) && listens(port + 1) && datagrams(port));
    }

    static boolean installed() {
        return Stream.of("turnserver", "openssl")
                .allMatch(program -> Stream.of("/usr/bin/", "/usr/local/bin/", "/bin/")
                        .anyMatch(place -> Files.isExecutable(Path.of(place + program))));
    }

    private Process start(List<String> command) throws IOException {
        return new ProcessBuilder(new ArrayList<>(command))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("said").toFile()))
                .start();
    }

    private void run(List<String> command) throws Exception {
        if (start(command).waitFor() != 0) {
            throw new AssertionError(said());
        }
    }

    String said() {
        try {
            return "\n" + Files.readString(folder.resolve("said"));
        } catch (IOException e) {
            return "";
        }
    }

    /** How many relayed addresses it has given away now: nobody else has sockets at just that address. */
    long relaysInUse() {
        String address = "0900007F:"; // 127.0.0.9 as the kernel writes it
        try (Stream<String> sockets = Files.lines(Path.of("/proc/net/udp"))) {
            return sockets.map(line -> line.strip().split("\\s+"))
                    .filter(fields -> fields.length > 1 && fields[1].startsWith(address))
                    .mapToInt(fields -> Integer.parseInt(fields[1].substring(address.length()), 16))
                    .filter(relay -> relay >= port + 4 && relay <= port + 39)
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean listens(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 200);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static boolean datagrams(int port) {
        try (var probe = new DatagramSocket(new InetSocketAddress("127.0.0.1", port))) {
            return false;
        } catch (SocketException inUse) {
            return true;
        }
    }

    TurnServer server(Transport transport) {
        int at = transport == Transport.TLS ? port + 1 : port;
        return new TurnServer(
                "coturn-" + port, new InetSocketAddress("127.0.0.1", at), "localhost", transport, USER, PASSWORD);
    }

    /** Takes it away as a failing machine does: at once, saying nothing. */
    void kill() {
        try {
            process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                kill();
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
