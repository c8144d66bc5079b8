package org.bailey.sip.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.bailey.sip.Body;
import org.bailey.sip.SipEvent;
import org.bailey.sip.SipEvent.Requested;
import org.bailey.sip.SipEvent.Responded;
import org.bailey.sip.SipUser;
import org.bailey.sip.Transport;
import org.junit.jupiter.api.Test;

class UsersTest {
    private static final Map<String, Object> FIRST = Map.of(SipUser.OWNER, "call", "service.id", 1L);
    private static final Map<String, Object> SECOND = Map.of(SipUser.OWNER, "call", "service.id", 2L);

    @Test
    void eventsWaitInOrderWhileTheUserIsReplaced() {
        try (Bench bench = new Bench(Transport.TCP);
                RawPeer peer = new RawPeer(bench.address())) {
            bench.stack.removeUser(bench.user, FIRST);
            for (int i = 0; i < 50; i++) {
                peer.write(StreamTest.options("w" + i, "Content-Length: 0\r\n\r\n"));
            }
            peer.write(StreamTest.options("inv", "Content-Length: 0\r\n\r\n").replace("OPTIONS", "INVITE"));
            assertTrue(peer.read().startsWith("SIP/2.0 100 Trying"), "nobody is there, and the caller knows we live");
            Await.until("all wait", () -> bench.stack.counters().waitingEvents() == 51);
            Recorder next = new Recorder();
            bench.stack.addUser(next, SECOND);
            for (int i = 0; i < 50; i++) {
                assertEquals("w" + i, next.next(Requested.class).request().callId());
            }
            assertEquals("inv", next.next(Requested.class).request().callId());
            assertEquals(0, bench.stack.counters().waitingEvents());
        }
    }

    @Test
    void requestsAreAnswered503WhenTheQueueIsFull() {
        try (Bench bench = new Bench(Transport.TCP, Settings.withWaiting(2));
                RawPeer peer = new RawPeer(bench.address())) {
            bench.stack.removeUser(bench.user, FIRST);
            for (int i = 0; i < 3; i++) {
                peer.write(StreamTest.options("q" + i, "Content-Length: 0\r\n\r\n"));
            }
            String answer = peer.read();
            assertTrue(answer.startsWith("SIP/2.0 503 Service Unavailable"), answer);
            assertTrue(answer.contains("Call-ID: q2\r\n") && answer.contains("Retry-After: 5\r\n"), answer);
            assertEquals(1, bench.stack.counters().refused());
        }
    }

    @Test
    void tooManyTransactionsAreAnswered503() {
        try (Bench bench = new Bench(Transport.TCP, Settings.withTransactions(10));
                RawPeer peer = new RawPeer(bench.address())) {
            for (int i = 0; i < 11; i++) {
                peer.write(StreamTest.options("t" + i, "Content-Length: 0\r\n\r\n"));
            }
            assertTrue(peer.read().startsWith("SIP/2.0 503"));
        }
    }

    @Test
    void sideBySideTheNewerTakesOverWithoutAGap() {
        try (Bench bench = new Bench(Transport.TCP);
                RawPeer peer = new RawPeer(bench.address())) {
            Recorder newer = new Recorder();
            bench.stack.addUser(newer, SECOND);
            peer.write(StreamTest.options("old", "Content-Length: 0\r\n\r\n"));
            assertEquals("old", bench.user.next(Requested.class).request().callId());
            bench.stack.removeUser(bench.user, FIRST);
            peer.write(StreamTest.options("new", "Content-Length: 0\r\n\r\n"));
            assertEquals("new", newer.next(Requested.class).request().callId());
        }
    }

    @Test
    void aUserThatFailsHarmsNobodyElse() {
        try (Bench bench = new Bench(Transport.TCP);
                RawPeer peer = new RawPeer(bench.address())) {
            SipUser failing = new SipUser() {
                @Override
                public void happened(SipEvent event) {
                    bench.user.happened(event);
                    throw new IllegalStateException("on purpose");
                }
            };
            bench.stack.addUser(failing, Map.of(SipUser.OWNER, "call", "service.ranking", 5));
            peer.write(StreamTest.options("f1", "Content-Length: 0\r\n\r\n"));
            peer.write(StreamTest.options("f2", "Content-Length: 0\r\n\r\n"));
            assertEquals("f1", bench.user.next(Requested.class).request().callId());
            assertEquals("f2", bench.user.next(Requested.class).request().callId());
        }
    }

    @Test
    void answersInTheCallbackComeBackInTheCallback() {
        try (Bench caller = new Bench(Transport.TCP);
                Bench callee = new Bench(Transport.TCP)) {
            SipUser prompt = event -> {
                if (event instanceof Requested requested && requested.transaction() != null) {
                    callee.stack.respond(requested.transaction(), org.bailey.sip.SipResponse.of(200, "OK", "t"));
                }
            };
            callee.stack.addUser(prompt, Map.of(SipUser.OWNER, "call", "service.ranking", 5));
            caller.stack.send(Bench.id("p"), Bench.request("OPTIONS", "p", 1, Body.EMPTY), caller.to(callee.address()));
            assertEquals(200, caller.user.next(Responded.class).response().status());
        }
    }
}
