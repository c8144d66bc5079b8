package org.bailey.sip.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Objects;
import org.bailey.sip.Body;
import org.bailey.sip.Headers;
import org.bailey.sip.SipEvent.Cancelled;
import org.bailey.sip.SipEvent.Requested;
import org.bailey.sip.SipEvent.Responded;
import org.bailey.sip.SipEvent.Unsendable;
import org.bailey.sip.SipRequest;
import org.bailey.sip.SipResponse;
import org.bailey.sip.TransactionId;
import org.bailey.sip.Transport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TransactionTest {
    @ParameterizedTest
    @EnumSource(names = {"UDP", "TCP"})
    void carriesRequestAnswerAndAck(Transport transport) {
        try (Bench caller = new Bench(transport);
                Bench callee = new Bench(transport)) {
            SipRequest invite = Bench.request("INVITE", "c1", 1, Body.sdp("v=0\r\n"));
            caller.stack.send(Bench.id("1"), invite, caller.to(callee.address()));
            Requested requested = callee.user.next(Requested.class);
            assertEquals("v=0\r\n", requested.request().body().text());
            assertEquals(
                    invite.headers().first("From"),
                    requested.request().headers().first("From"));
            TransactionId server = Objects.requireNonNull(requested.transaction());
            callee.stack.respond(server, SipResponse.of(180, "Ringing", "b1"));
            assertEquals(180, caller.user.next(Responded.class).response().status());
            callee.stack.respond(
                    server,
                    SipResponse.of(200, "OK", "b1")
                            .with(Headers.NONE.plus(
                                    "Contact", requested.contact().toString()))
                            .with(Body.sdp("v=0\r\no=-\r\n")));
            Responded ok = caller.user.next(Responded.class);
            assertEquals("b1", ok.response().to().tag());
            assertEquals("v=0\r\no=-\r\n", ok.response().body().text());
            callee.stack.respond(server, SipResponse.of(200, "OK", "b1"));
            assertEquals(200, caller.user.next(Responded.class).response().status(), "a repeated 2xx is told");
            caller.stack.acknowledge(
                    Bench.id("1"), Bench.request("ACK", "c1", 1, Body.EMPTY), caller.to(callee.address()));
            Requested ack = callee.user.next(Requested.class);
            assertNull(ack.transaction());
            assertEquals("ACK", ack.request().method());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"UDP", "TCP"})
    void acknowledgesARefusalItself(Transport transport) {
        try (Bench caller = new Bench(transport);
                Bench callee = new Bench(transport)) {
            caller.stack.send(Bench.id("2"), Bench.request("INVITE", "c2", 1, Body.EMPTY), caller.to(callee.address()));
            TransactionId server =
                    Objects.requireNonNull(callee.user.next(Requested.class).transaction());
            callee.stack.respond(server, SipResponse.of(486, "Busy Here", "b"));
            assertEquals(486, caller.user.next(Responded.class).response().status());
            caller.stack.send(
                    Bench.id("3"), Bench.request("OPTIONS", "c3", 1, Body.EMPTY), caller.to(callee.address()));
            assertEquals("OPTIONS", callee.user.next(Requested.class).request().method(), "the ACK was not told");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"UDP", "TCP"})
    void cancelsAfterTheFirstProvisionalAnswer(Transport transport) {
        try (Bench caller = new Bench(transport);
                Bench callee = new Bench(transport)) {
            caller.stack.send(Bench.id("4"), Bench.request("INVITE", "c4", 1, Body.EMPTY), caller.to(callee.address()));
            caller.stack.cancel(Bench.id("4"), "SIP;cause=200;text=\"elsewhere\"");
            Requested requested = callee.user.next(Requested.class);
            Cancelled cancelled = callee.user.next(Cancelled.class);
            assertEquals(requested.transaction(), cancelled.transaction());
            assertEquals(
                    "SIP;cause=200;text=\"elsewhere\"",
                    cancelled.cancel().headers().first("Reason", ""));
            callee.stack.respond(cancelled.transaction(), SipResponse.of(487, "Request Terminated", "b"));
            assertEquals(487, caller.user.next(Responded.class).response().status());
            assertTrue(caller.user.events.isEmpty(), "the answer to CANCEL is not told");
        }
    }

    @Test
    void saysAtOnceWhoRefusedTheConnection() {
        try (Bench caller = new Bench(Transport.TCP)) {
            Bench gone = new Bench(Transport.TCP);
            gone.close();
            caller.stack.send(Bench.id("5"), Bench.request("INVITE", "c5", 1, Body.EMPTY), caller.to(gone.address()));
            Unsendable unsendable = caller.user.next(Unsendable.class, 3);
            assertTrue(unsendable.reason().contains("refused the connection"), unsendable.reason());
            assertNotNull(unsendable.transaction());
        }
    }

    @Test
    void tellsWhenTheConnectionBreaksBeforeTheAnswer() {
        try (Bench caller = new Bench(Transport.TCP)) {
            Bench callee = new Bench(Transport.TCP);
            caller.stack.send(
                    Bench.id("6"), Bench.request("OPTIONS", "c6", 1, Body.EMPTY), caller.to(callee.address()));
            callee.user.next(Requested.class);
            callee.close();
            assertTrue(caller.user.next(Unsendable.class, 3).reason().contains("closed by the peer"));
        }
    }
}
