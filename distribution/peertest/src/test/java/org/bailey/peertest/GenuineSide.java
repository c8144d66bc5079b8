package org.bailey.peertest;

import java.util.Map;
import java.util.stream.Stream;

/** The genuine Microsoft side: pidgin-sipe behind the small Front End, which sends calls to {@code video.test} to the appliance. */
final class GenuineSide {
    private static final String FRONT_END = "fe.lync.test";

    private final int tlsPort = Ports.next();
    private final Pki.Identity identity;

    /** Has the appliance's calls to the Microsoft side go there. */
    GenuineSide(Gateway.Plan plan) {
        plan.configuration()
                .microsoft(Transport.TLS, "127.0.0.1", tlsPort)
                .set("org.bailey.b2bua", Map.of("monitor", false))
                .trust(FRONT_END);
        identity = plan.pki().identity(FRONT_END, "127.0.0.1");
    }

    /** Starts the Front End; options as in {@code cnf/peers/frontend/frontend.py}. */
    SmallFrontEnd frontEnd(Stage stage, Gateway gateway, String... options) {
        String us = "tls:127.0.0.1:" + gateway.microsoft();
        String[] more = Stream.concat(Stream.of("--route", Gateway.NAME + "=" + us), Stream.of(options))
                .toArray(String[]::new);
        return SmallFrontEnd.start(stage, Ports.next(), tlsPort, "video.test=" + us, identity, more);
    }

    /** Signs alice in at a Front End of her own; options as in {@code cnf/peers/sipe/sipe.c}. */
    Sipe alice(Stage stage, Gateway gateway, String... options) {
        return Sipe.start(stage, frontEnd(stage, gateway), "alice", "alice", options)
                .awaitSignedOn();
    }
}
