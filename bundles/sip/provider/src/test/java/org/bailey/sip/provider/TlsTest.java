package org.bailey.sip.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.SSLSocket;
import org.bailey.sip.Body;
import org.bailey.sip.SipEvent.Requested;
import org.bailey.sip.SipEvent.Responded;
import org.bailey.sip.SipEvent.Unsendable;
import org.bailey.sip.SipResponse;
import org.bailey.sip.Transport;
import org.junit.jupiter.api.Test;

class TlsTest {
    private final TestAuthority authority = new TestAuthority("Test Authority");
    private final TestAuthority stranger = new TestAuthority("Unknown Authority");

    private Bench bench(String clientCertificate, TestTls tls) {
        return new Bench(Transport.TLS, SipSettings.DEFAULTS, clientCertificate, tls);
    }

    private TestTls identity(String name) {
        return new TestTls(authority.identity(name), authority);
    }

    private static void ask(Bench caller, String id, Bench callee, String name) {
        caller.stack.send(
                Bench.id(id), Bench.request("OPTIONS", "tls" + id, 1, Body.EMPTY), caller.to(callee.address(), name));
    }

    private static void answer(Bench callee, Requested requested) {
        callee.stack.respond(Objects.requireNonNull(requested.transaction()), SipResponse.of(200, "OK", "b"));
    }

    @Test
    void bothSidesKnowEachOtherByTheirCertificates() {
        try (Bench caller = bench("none", identity("caller.example.com"));
                Bench callee = bench("need", identity("callee.example.com"))) {
            ask(caller, "1", callee, "callee.example.com");
            Requested requested = callee.user.next(Requested.class);
            assertEquals(List.of("caller.example.com"), requested.source().tlsNames());
            answer(callee, requested);
            assertEquals(
                    List.of("callee.example.com"),
                    caller.user.next(Responded.class).source().tlsNames());
        }
    }

    @Test
    void whoNeedsACertificateRefusesAPeerWithoutAndSaysWhatToDo() throws Exception {
        try (Bench callee = bench("need", identity("callee.example.com"))) {
            try (SSLSocket anonymous = (SSLSocket) TestTls.anonymous()
                    .getSocketFactory()
                    .createSocket(
                            callee.address().getAddress(), callee.address().getPort())) {
                assertThrows(IOException.class, () -> {
                    anonymous.startHandshake();
                    anonymous.getInputStream().read();
                });
            }
            Await.until("counted", () -> callee.stack.counters().tlsFailures() == 1);
            String problem = callee.stack.listeners().get(0).problem();
            assertTrue(
                    problem.contains("it showed no certificate, which this listener needs")
                            && problem.contains("set clientCertificate of org.bailey.sip.listener~main to want"),
                    problem);
            assertEquals(0, callee.user.events.size());
        }
    }

    @Test
    void refusesAPeerOfAnotherNameAndNamesBoth() {
        try (Bench caller = bench("none", identity("caller.example.com"));
                Bench callee = bench("none", identity("callee.example.com"))) {
            ask(caller, "2", callee, "elsewhere.example.com");
            String reason = caller.user.next(Unsendable.class).reason();
            assertTrue(reason.contains("we refused it") && reason.contains("not elsewhere.example.com"), reason);
        }
    }

    @Test
    void saysThatWeDoNotTrustThePeersAuthority() {
        TestTls unknown = new TestTls(stranger.identity("callee.example.com"), authority);
        try (Bench caller = bench("none", identity("caller.example.com"));
                Bench callee = bench("none", unknown)) {
            ask(caller, "3", callee, "callee.example.com");
            String reason = caller.user.next(Unsendable.class).reason();
            assertTrue(reason.contains("we refused it"), reason);
            Await.until(
                    "the other side saw the alert",
                    () -> callee.stack.counters().tlsFailures() == 1);
        }
    }

    @Test
    void saysThatThePeerRefusedOurCertificate() {
        TestTls unknown = new TestTls(stranger.identity("caller.example.com"), authority);
        try (Bench caller = bench("none", unknown);
                Bench callee = bench("need", identity("callee.example.com"))) {
            ask(caller, "4", callee, "callee.example.com");
            String reason = caller.user.next(Unsendable.class).reason();
            assertTrue(reason.contains("the peer refused"), reason);
            assertEquals(0, callee.user.events.size());
        }
    }

    @Test
    void saysThatAPeersCertificateHasExpired() {
        TestTls expired = new TestTls(
                authority.identity("callee.example.com", Instant.now().minusSeconds(60)), authority);
        try (Bench caller = bench("none", identity("caller.example.com"));
                Bench callee = bench("none", expired)) {
            ask(caller, "5", callee, "callee.example.com");
            String reason = caller.user.next(Unsendable.class).reason();
            assertTrue(reason.contains("we refused it"), reason);
        }
    }

    @Test
    void newHandshakesTakeANewIdentityAndOldConnectionsStay() {
        TestTls changing = identity("old.example.com");
        try (Bench caller = bench("none", identity("caller.example.com"));
                Bench callee = bench("none", changing)) {
            ask(caller, "6", callee, "old.example.com");
            answer(callee, callee.user.next(Requested.class));
            caller.user.next(Responded.class);
            changing.use(authority.identity("new.example.com"), authority);
            ask(caller, "7", callee, "new.example.com");
            answer(callee, callee.user.next(Requested.class));
            assertEquals(
                    List.of("new.example.com"),
                    caller.user.next(Responded.class).source().tlsNames());
            ask(caller, "8", callee, "old.example.com");
            callee.user.next(Requested.class);
            assertEquals(2, callee.stack.counters().connections());
        }
    }

    @Test
    void plainTextOnATlsPortHarmsNobody() throws Exception {
        try (Bench callee = bench("want", identity("callee.example.com"))) {
            try (Socket socket =
                    new Socket(callee.address().getAddress(), callee.address().getPort())) {
                OutputStream out = socket.getOutputStream();
                out.write("OPTIONS sip:x SIP/2.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                out.flush();
                assertTrue(socket.getInputStream().readAllBytes().length < 100);
            }
            Await.until("counted", () -> callee.stack.counters().tlsFailures() == 1);
            Await.until("closed", () -> callee.stack.counters().connections() == 0);
        }
    }
}
