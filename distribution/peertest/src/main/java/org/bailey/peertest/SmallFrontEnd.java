package org.bailey.peertest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The small Front End of {@code cnf/peers/frontend}: genuine clients sign in at it, and it routes a domain to us. */
public final class SmallFrontEnd extends Peer {
    private final int port;
    private final int tlsPort;

    private SmallFrontEnd(Stage stage, List<String> command, int port, int tlsPort) {
        super("frontend", stage.folder("frontend"), command, Map.of("PYTHONDONTWRITEBYTECODE", "1"));
        this.port = port;
        this.tlsPort = tlsPort;
    }

    /**
     * Starts a Front End for {@code lync.test}.
     *
     * @param route domain and next hop, such as {@code video.test=tls:127.0.0.1:65072}
     * @param who its certificate, for both directions
     * @param options more, as in {@code cnf/peers/frontend/frontend.py}
     */
    public static SmallFrontEnd start(Stage stage, String route, Pki.Identity who, String... options) {
        return start(stage, Ports.next(), Ports.next(), route, who, options);
    }

    /** Starts a Front End at these ports. */
    public static SmallFrontEnd start(
            Stage stage, int port, int tlsPort, String route, Pki.Identity who, String... options) {
        List<String> command = new ArrayList<>(List.of(
                Debian.program("python3", "python3").toString(),
                Stage.project("cnf/peers/frontend/frontend.py").toString(),
                "--listen",
                "127.0.0.1:" + port,
                "--tls",
                "127.0.0.1:" + tlsPort,
                "--cert",
                who.certificate().toString(),
                "--key",
                who.key().toString(),
                "--ca",
                who.authority().toString(),
                "--route",
                route));
        command.addAll(List.of(options));
        SmallFrontEnd frontEnd = stage.add(new SmallFrontEnd(stage, command, port, tlsPort));
        frontEnd.awaitOutput(Await.PATIENCE, "Front End is ready");
        return frontEnd;
    }

    /** Where clients sign in, over TCP. */
    public int port() {
        return port;
    }

    /** Where trusted servers come in. */
    public int tlsPort() {
        return tlsPort;
    }
}
