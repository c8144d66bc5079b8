package org.bailey.peertest;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A coturn with long-term credentials on UDP and TCP, and on TLS where it has a certificate. */
public final class Coturn extends Peer {
    /** The user it knows. */
    public static final String USER = "bailey";

    public static final String PASSWORD = "made-for-a-test";
    private static final int RELAYS = 20;

    private final int port;
    private final int tlsPort;

    private Coturn(String name, Path folder, Path config, int port, int tlsPort) {
        super(
                name,
                folder,
                List.of(Debian.program("turnserver", "coturn").toString(), "-c", config.toString()),
                Map.of());
        this.port = port;
        this.tlsPort = tlsPort;
    }

    /**
     * Starts one without TLS.
     *
     * @param settings more lines of its configuration, such as {@code stale-nonce=2}
     */
    public static Coturn start(Stage stage, String... settings) {
        return start(stage, "coturn", Ports.next(), List.of(settings), null);
    }

    /** Starts one whose relayed addresses are at {@code relayAddress}; it is reached at 127.0.0.1 itself. */
    public static Coturn relaying(Stage stage, String name, String relayAddress, String... settings) {
        return start(stage, name, Ports.next(), List.of(settings), null, relayAddress);
    }

    /** Starts one at the port of another that was there before, with relayed addresses where {@link #relaying} has them. */
    public static Coturn relayingAt(Stage stage, String name, int port, String relayAddress) {
        return start(stage, name, port, List.of(), null, relayAddress);
    }

    /** Starts one at this port, as another that was there before. */
    public static Coturn at(Stage stage, String name, int port, String... settings) {
        return start(stage, name, port, List.of(settings), null);
    }

    /** Starts one that shows a certificate on {@link #tlsPort}. */
    public static Coturn secured(Stage stage, Pki.Identity who, String... settings) {
        return start(stage, "coturn", Ports.next(), List.of(settings), who);
    }

    private static Coturn start(
            Stage stage,
            String name,
            int port,
            List<String> settings,
            Pki.@org.jspecify.annotations.Nullable Identity who) {
        return start(stage, name, port, settings, who, "127.0.0.1");
    }

    private static Coturn start(
            Stage stage,
            String name,
            int port,
            List<String> settings,
            Pki.@org.jspecify.annotations.Nullable Identity who,
            String relayAddress) {
        Path folder = stage.folder(name);
        int relays = Ports.block(RELAYS);
        int tlsPort = who == null ? 0 : Ports.next();
        StringBuilder more = new StringBuilder("user=" + USER + ":" + PASSWORD + "\n");
        more.append(
                who == null
                        ? "no-tls\n"
                        : "tls-listening-port=" + tlsPort + "\ncert=" + who.certificate() + "\npkey=" + who.key()
                                + "\n");
        settings.forEach(line -> more.append(line).append('\n'));
        Path config = stage.write(
                name,
                "turnserver.conf",
                Template.fill(
                        "coturn/turnserver.conf",
                        Map.of(
                                "PORT", port,
                                "FIRST", relays,
                                "LAST", relays + RELAYS - 1,
                                "REALM",
                                        settings.stream().anyMatch(s -> s.startsWith("realm=")) ? "unused" : "lab.test",
                                "FOLDER", folder,
                                "RELAY", relayAddress,
                                "MORE", more)));
        Coturn coturn = stage.add(new Coturn(name, folder, config, port, tlsPort));
        Sockets.awaitUdp(coturn, port);
        Sockets.awaitTcpListener(coturn, port);
        if (who != null) {
            Sockets.awaitTcpListener(coturn, tlsPort);
        }
        return coturn;
    }

    /** UDP and TCP. */
    public int port() {
        return port;
    }

    /** TLS. */
    public int tlsPort() {
        return tlsPort;
    }
}
