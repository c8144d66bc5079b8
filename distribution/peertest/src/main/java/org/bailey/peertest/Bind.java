package org.bailey.peertest;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A BIND name server with one zone; it rotates addresses that share a name. */
public final class Bind extends Peer {
    private final int port;

    private Bind(Path folder, int port) {
        super(
                "named",
                folder,
                List.of(
                        Debian.program("named", "bind9").toString(),
                        "-g",
                        "-n",
                        "1",
                        "-c",
                        folder.resolve("named.conf").toString()),
                Map.of());
        this.port = port;
    }

    /**
     * Starts a server.
     *
     * @param zone domain, no dot at the end
     * @param records lines of a zone file, such as {@code _sip._tcp IN SRV 10 50 5060 node1}
     */
    public static Bind start(Stage stage, String zone, String... records) {
        int port = Ports.next();
        Path folder = stage.folder("bind");
        stage.write(
                "bind",
                "named.conf",
                Template.fill("bind/named.conf", Map.of("FOLDER", folder, "PORT", port, "ZONE", zone)));
        stage.write(
                "bind",
                "zone",
                "$TTL 1\n@ IN SOA ns admin 1 60 60 600 1\n@ IN NS ns\nns IN A 127.0.0.1\n" + String.join("\n", records)
                        + "\n");
        Bind bind = stage.add(new Bind(folder, port));
        Sockets.awaitUdp(bind, port);
        bind.awaitOutput(Await.PATIENCE, "running$");
        return bind;
    }

    /** UDP and TCP port at 127.0.0.1. */
    public int port() {
        return port;
    }
}
