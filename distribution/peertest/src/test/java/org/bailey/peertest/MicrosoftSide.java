package org.bailey.peertest;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.bailey.lab.frontend.FrontEnd;
import org.bailey.lab.frontend.FrontEndOptions;
import org.bailey.lab.phone.MicrosoftClient;
import org.bailey.lab.phone.MicrosoftVersion;
import org.bailey.lab.phone.Phone;
import org.bailey.lab.phone.PhoneOptions;
import org.bailey.lab.wire.Hop;
import org.bailey.lab.wire.Transport;

/** The simulated Microsoft side: a Front End with mutual TLS to the appliance, and clients signed in at it. */
final class MicrosoftSide implements AutoCloseable {
    static final String FRONT_END = "fe.lync.test";

    private final FrontEnd frontEnd;

    /** Opens the Front End; calls to {@code video.test} go to the appliance's port. */
    MicrosoftSide(int port, Pki pki, int gateway) {
        try {
            Hop us = new Hop(Transport.TLS, "127.0.0.1", gateway);
            frontEnd = FrontEnd.open(new FrontEndOptions()
                    .listen(Transport.TLS, "127.0.0.1", port)
                    .route("video.test", us)
                    .route("pbx.test", us)
                    .route(Gateway.NAME, us)
                    .tls(pki.identity(FRONT_END, "127.0.0.1").tls()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Signs a user of {@code lync.test} in. */
    MicrosoftClient client(Stage stage, String user, int toneHz) {
        return client(stage, user, toneHz, true);
    }

    /** Signs a user in whose calls begin with or without the video that others offer. */
    MicrosoftClient client(Stage stage, String user, int toneHz, boolean takesVideo) {
        try {
            return stage.add(MicrosoftClient.open(
                    PhoneOptions.of("sip:" + user + "@lync.test")
                            .toneHz(toneHz)
                            .takesVideo(takesVideo)
                            .outbound(frontEnd.clientHop()),
                    MicrosoftVersion.LYNC_2013));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What happened at the Front End, for a message. */
    String complaints(Phone client) {
        return frontEnd.complaints() + " " + client.complaints();
    }

    @Override
    public void close() {
        frontEnd.close();
    }
}
