package org.bailey.lab.frontend;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.bailey.lab.Leaks;
import org.bailey.lab.phone.MicrosoftClient;
import org.bailey.lab.phone.MicrosoftVersion;
import org.bailey.lab.phone.PhoneOptions;
import org.bailey.lab.phone.Room;
import org.bailey.lab.wire.Transport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MutualTlsTest {
    private static final Duration SOON = Duration.ofSeconds(8);

    @AfterEach
    void nothingIsLeft() {
        Leaks.assertNone();
    }

    @Test
    void aCallCrossesTlsWithBothCertificatesShown() throws Exception {
        TestIdentity server = TestIdentity.make("fe.lab.test");
        TestIdentity gateway = TestIdentity.make("gw.lab.test");
        try (FrontEnd frontEnd = FrontEnd.open(new FrontEndOptions()
                        .listen(Transport.TLS, "127.0.0.1", 0)
                        .tls(server.trusting(gateway)));
                Room room = Room.open(PhoneOptions.of("sip:huddle@room.test")
                        .toneHz(880)
                        .listen(Transport.TLS, "127.0.0.1", 0)
                        .tls(gateway.trusting(server))
                        .outbound(frontEnd.listening().get(0)));
                MicrosoftClient alice = MicrosoftClient.open(
                        PhoneOptions.of("sip:alice@ms.test").outbound(frontEnd.clientHop()),
                        MicrosoftVersion.LYNC_2013)) {
            frontEnd.route("room.test", room.listening().get(0));
            alice.call("sip:huddle@room.test").awaitConnected(SOON).awaitTone(880, SOON);
            room.call("sip:alice@ms.test").awaitConnected(SOON).awaitTone(440, SOON);
        }
    }

    @Test
    void aStrangersCertificateIsNotTaken() throws Exception {
        TestIdentity server = TestIdentity.make("fe.lab.test");
        TestIdentity stranger = TestIdentity.make("stranger.test");
        try (FrontEnd frontEnd = FrontEnd.open(new FrontEndOptions()
                        .listen(Transport.TLS, "127.0.0.1", 0)
                        .tls(server.trusting(server)));
                Room room = Room.open(PhoneOptions.of("sip:huddle@room.test")
                        .listen(Transport.TLS, "127.0.0.1", 0)
                        .tls(stranger.trusting(server))
                        .outbound(frontEnd.listening().get(0)))) {
            room.options("sip:alice@ms.test");
            room.journal()
                    .await(
                            "refusal",
                            SOON,
                            e -> e.raw().contains("cannot be sent") || e.raw().contains("link closed"));
            assertTrue(frontEnd.journal().entries().stream().noneMatch(e -> e.received("OPTIONS")));
        }
    }
}
