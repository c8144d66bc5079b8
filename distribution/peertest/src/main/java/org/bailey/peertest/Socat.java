package org.bailey.peertest;

import java.util.List;
import java.util.Map;

/** A TLS end before or behind a program that has none. */
public final class Socat extends Peer {
    private final int port;

    private Socat(Stage stage, String name, int port, String listen, String connect) {
        super(
                name,
                stage.folder(name),
                List.of(Debian.program("socat", "socat").toString(), listen, connect),
                Map.of());
        this.port = port;
    }

    /** Takes TCP and goes on to {@code target} over TLS as {@code who}, checking that the server is {@code serverName}. */
    public static Socat intoTls(Stage stage, int target, Pki.Identity who, String serverName) {
        int port = Ports.next();
        return listening(
                stage,
                "tcp-to-tls-" + port,
                port,
                "TCP-LISTEN:" + port + ",bind=127.0.0.1,reuseaddr,fork",
                "OPENSSL:127.0.0.1:" + target + ",cafile=" + who.authority() + ",cert=" + who.both() + ",commonname="
                        + serverName);
    }

    /** Takes TLS as {@code who}, wants a client certificate, and goes on to {@code target} over TCP. */
    public static Socat outOfTls(Stage stage, int port, int target, Pki.Identity who) {
        return listening(
                stage,
                "tls-to-tcp-" + port,
                port,
                "OPENSSL-LISTEN:" + port + ",bind=127.0.0.1,reuseaddr,fork,verify=1,cafile=" + who.authority()
                        + ",cert=" + who.both(),
                "TCP:127.0.0.1:" + target);
    }

    private static Socat listening(Stage stage, String name, int port, String listen, String connect) {
        Socat socat = stage.add(new Socat(stage, name, port, listen, connect));
        Sockets.awaitTcpListener(socat, port);
        return socat;
    }

    /** Where it listens. */
    public int port() {
        return port;
    }
}
