package org.bailey.peertest;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A kamailio as call control: registrar of its domain, record-routing proxy, and a trunk for everything else. */
public final class Kamailio extends Peer {
    private final int port;
    private final int tlsPort;

    private Kamailio(Path folder, Path config, int megabytes, int port, int tlsPort) {
        super(
                "kamailio",
                folder,
                List.of(
                        Debian.program("kamailio", "kamailio kamailio-tls-modules")
                                .toString(),
                        "-f",
                        config.toString(),
                        "-DD",
                        "-E",
                        "-m",
                        Integer.toString(megabytes),
                        "-M",
                        "4",
                        "-w",
                        folder.toString(),
                        "-Y",
                        folder.toString(),
                        "-P",
                        folder.resolve("pid").toString()),
                Map.of());
        this.port = port;
        this.tlsPort = tlsPort;
    }

    /**
     * Starts a neighbour; it answers for its domain on UDP and TCP at {@code port} and for TLS one above.
     *
     * @param port of a block of two
     * @param trunk SIP URI of the next hop for other domains
     */
    public static Kamailio start(Stage stage, String domain, int port, String trunk, Pki.Identity who) {
        Path folder = stage.folder("kamailio");
        Path tls = stage.write(
                "kamailio",
                "tls.cfg",
                Template.fill(
                        "kamailio/tls.cfg",
                        Map.of("CERTIFICATE", who.certificate(), "KEY", who.key(), "AUTHORITY", who.authority())));
        Path config = stage.write(
                "kamailio",
                "neighbour.cfg",
                Template.fill(
                        "kamailio/neighbour.cfg",
                        Map.of(
                                "PORT",
                                port,
                                "TLS_PORT",
                                port + 1,
                                "GATEWAY",
                                Gateway.NAME,
                                "DOMAIN",
                                domain,
                                "TLS_FILE",
                                tls,
                                "TRUNK",
                                trunk)));
        Kamailio kamailio = stage.add(new Kamailio(folder, config, 32, port, port + 1));
        Sockets.awaitTcpListener(kamailio, port);
        Sockets.awaitTcpListener(kamailio, port + 1);
        return kamailio;
    }

    /** Starts a stateful, record-routing proxy: UDP in, everything to TCP port {@code callee}. */
    public static Kamailio stateful(Stage stage, int port, int callee) {
        Path folder = stage.folder("kamailio");
        String config = Template.fill("kamailio/stateful.cfg", Map.of("PORT", port, "CALLEE", callee));
        Kamailio kamailio =
                stage.add(new Kamailio(folder, stage.write("kamailio", "stateful.cfg", config), 512, port, 0));
        Sockets.awaitTcpListener(kamailio, port);
        return kamailio;
    }

    /** UDP and TCP. */
    public int port() {
        return port;
    }

    /** TLS, with a client certificate. */
    public int tlsPort() {
        return tlsPort;
    }
}
