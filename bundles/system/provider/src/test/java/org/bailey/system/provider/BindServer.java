package org.bailey.system.provider;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

/** Debian's BIND as a child process with one zone on a free port of 127.0.0.1, answering in rotation. */
final class BindServer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Process process;
    private final InetSocketAddress address;

    static boolean installed() {
        return Stream.of("/usr/sbin/named", "/usr/bin/named").anyMatch(p -> Files.isExecutable(Path.of(p)));
    }

    /** @param records zone file lines, names relative to {@code zone} */
    BindServer(Path directory, String zone, String records) throws IOException {
        address = new InetSocketAddress(InetAddress.getByName("127.0.0.1"), freePort());
        Files.writeString(
                directory.resolve("zone"),
                "$TTL 5\n@ IN SOA ns admin 1 60 60 600 7\n@ IN NS ns\nns IN A 127.0.0.1\n" + records);
        Path conf =
                Files.writeString(directory.resolve("named.conf"), """
                options { directory "%1$s"; listen-on port %2$d { 127.0.0.1; }; listen-on-v6 { none; }; recursion no;
                  pid-file "%1$s/named.pid"; session-keyfile "%1$s/session.key"; rrset-order { order cyclic; };
                  dnssec-validation no; notify no; };
                controls { };
                zone "%3$s" { type primary; file "%1$s/zone"; };
                """.formatted(directory, address.getPort(), zone));
        process = new ProcessBuilder("named", "-g", "-c", conf.toString(), "-n", "1")
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("named.log").toFile())
                .start();
        awaitAnswers(zone, directory);
    }

    InetSocketAddress address() {
        return address;
    }

    List<InetSocketAddress> only() {
        return List.of(address);
    }

    private void awaitAnswers(String zone, Path directory) throws IOException {
        SimpleResolver probe = new SimpleResolver(address);
        probe.setTimeout(Duration.ofMillis(300));
        Message question = Message.newQuery(Record.newRecord(Name.fromString(zone, Name.root), Type.SOA, DClass.IN));
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline && process.isAlive()) {
            try {
                probe.send(question);
                return;
            } catch (IOException notYet) {
                LockSupport.parkNanos(20_000_000);
            }
        }
        close();
        throw new IOException("named did not start: " + Files.readString(directory.resolve("named.log")));
    }

    /** Stops the server; questions go unanswered from now on. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    static int freePort() throws IOException {
        try (ServerSocket tcp = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                DatagramSocket udp = new DatagramSocket(tcp.getLocalPort(), InetAddress.getByName("127.0.0.1"))) {
            return udp.getLocalPort();
        }
    }
}
