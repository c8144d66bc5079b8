package org.bailey.sip.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Objects;
import org.bailey.sip.SipEvent.Requested;
import org.bailey.sip.SipResponse;
import org.bailey.sip.Transport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StreamTest {
    private Bench bench = new Bench(Transport.TCP);

    @AfterEach
    void close() {
        bench.close();
    }

    static String options(String callId, String extra) {
        return "OPTIONS sip:bob@example.org SIP/2.0\r\nVia: SIP/2.0/TCP 127.0.0.1:5999;branch=z9hG4bK" + callId
                + "\r\nFrom: <sip:a@example.com>;tag=1\r\nTo: <sip:bob@example.org>\r\nCall-ID: " + callId
                + "\r\nCSeq: 1 OPTIONS\r\nMax-Forwards: 70\r\n" + extra;
    }

    @Test
    void answersADoubleNewlineWithASingleOne() {
        try (RawPeer peer = new RawPeer(bench.address())) {
            peer.write("\r\n\r\n");
            assertEquals('\r', peer.readByte());
            assertEquals('\n', peer.readByte());
            peer.write("\r\n").write(options("after", "Content-Length: 0\r\n\r\n"));
            assertEquals("after", bench.user.next(Requested.class).request().callId());
        }
    }

    @Test
    void cutsPipelinedMessagesAndThoseThatComeByteForByte() {
        try (RawPeer peer = new RawPeer(bench.address())) {
            peer.write(options("p1", "Content-Type: text/plain\r\nContent-Length: 5\r\n\r\nhello")
                    + options("p2", "l: 0\r\n\r\n")
                    + options("p3", "Content-Length: 0\r\n\r\n").substring(0, 40));
            Requested first = bench.user.next(Requested.class);
            assertEquals("hello", first.request().body().text());
            assertEquals("text/plain", first.request().body().contentType());
            assertEquals("p2", bench.user.next(Requested.class).request().callId());
            String rest = options("p3", "Content-Length: 0\r\n\r\n").substring(40);
            for (char c : rest.toCharArray()) {
                peer.write(String.valueOf(c));
            }
            assertEquals("p3", bench.user.next(Requested.class).request().callId());
        }
    }

    @Test
    void refusesALengthThatIsNoneAndClosesBecauseTheNextMessageCannotBeFound() {
        for (String length : new String[] {"-1", "abc", "99999999999999999999", "1\r\nContent-Length: 2", ""}) {
            try (RawPeer peer = new RawPeer(bench.address())) {
                peer.write(options("bad", "Content-Length: " + length + "\r\n\r\n"));
                String answer = peer.read();
                assertTrue(answer.startsWith("SIP/2.0 400 Content-Length"), answer);
                assertEquals("", peer.read());
            }
        }
        assertEquals(5, bench.stack.counters().malformed());
        Await.until("closed", () -> bench.stack.counters().connections() == 0);
    }

    @Test
    void refusesAMessageWithBodyButWithoutLength() {
        try (RawPeer peer = new RawPeer(bench.address())) {
            peer.write(options("bad", "Content-Type: text/plain\r\n\r\nhello"));
            assertTrue(peer.read().startsWith("SIP/2.0 400 Missing Content-Length"));
        }
    }

    @Test
    void refusesWhatIsTooLong() {
        try (RawPeer peer = new RawPeer(bench.address())) {
            peer.write(options("long", "Content-Length: 65536\r\n\r\n"));
            assertTrue(peer.read().startsWith("SIP/2.0 513 Message is longer than 65536 bytes"));
        }
        try (RawPeer peer = new RawPeer(bench.address())) {
            peer.write(options("head", "X: " + "x".repeat(70_000)));
            assertTrue(peer.read().startsWith("SIP/2.0 513 Headers are longer than 65536 bytes"));
        }
    }

    @Test
    void closesAConnectionThatDoesNotFinishItsMessage() {
        bench.close();
        bench = new Bench(Transport.TCP, Settings.with(Duration.ofSeconds(1)));
        try (RawPeer peer = new RawPeer(bench.address())) {
            peer.write("OPTIONS sip:slow SIP/2.0\r\nVia: ");
            Await.until("accepted", () -> bench.stack.counters().connections() == 1);
            Await.until(
                    "closed",
                    Duration.ofSeconds(15),
                    () -> bench.stack.counters().connections() == 0);
        }
    }

    @Test
    void closesAConnectionThatNeverSaysAnything() {
        bench.close();
        bench = new Bench(Transport.TCP, Settings.with(Duration.ofSeconds(1)));
        try (RawPeer silent = new RawPeer(bench.address());
                RawPeer peer = new RawPeer(bench.address())) {
            Await.until("both accepted", () -> bench.stack.counters().connections() == 2);
            peer.write(options("said", "Content-Length: 0\r\n\r\n"));
            bench.user.next(Requested.class);
            Await.until(
                    "the silent one is closed",
                    Duration.ofSeconds(15),
                    () -> bench.stack.counters().connections() == 1);
            assertEquals(-1, silent.readByte());
        }
    }

    @Test
    void refusesConnectionsBeyondTheLimit() {
        bench.close();
        bench = new Bench(Transport.TCP, Settings.withConnections(2));
        try (RawPeer one = new RawPeer(bench.address());
                RawPeer two = new RawPeer(bench.address())) {
            Await.until("accepted", () -> bench.stack.counters().connections() == 2);
            try (RawPeer three = new RawPeer(bench.address())) {
                assertEquals(-1, three.readByte());
            }
            one.write(options("still", "Content-Length: 0\r\n\r\n"));
            Requested requested = bench.user.next(Requested.class);
            bench.stack.respond(Objects.requireNonNull(requested.transaction()), SipResponse.of(200, "OK", "b"));
            assertTrue(one.read().startsWith("SIP/2.0 200 OK"));
            assertEquals(1, bench.stack.counters().refused());
        }
    }

    @Test
    void answersClientsThatInventTheSameBranchAndCallIdEachOnItsConnection() {
        try (RawPeer one = new RawPeer(bench.address());
                RawPeer two = new RawPeer(bench.address())) {
            one.write(options("same", "Content-Length: 0\r\n\r\n"));
            Requested first = bench.user.next(Requested.class);
            two.write(options("same", "Content-Length: 0\r\n\r\n").replace(":5999", ":6000"));
            Requested second = bench.user.next(Requested.class);
            bench.stack.respond(Objects.requireNonNull(second.transaction()), SipResponse.of(200, "Two", "b"));
            assertTrue(two.read().startsWith("SIP/2.0 200 Two"));
            bench.stack.respond(Objects.requireNonNull(first.transaction()), SipResponse.of(200, "One", "b"));
            assertTrue(one.read().startsWith("SIP/2.0 200 One"));
        }
    }

    @Test
    void twoClientsBehindOneConnectionAreToldApartByTheirAddressInVia() {
        try (RawPeer proxy = new RawPeer(bench.address())) {
            proxy.write(options("same", "Content-Length: 0\r\n\r\n"));
            proxy.write(options("same", "Content-Length: 0\r\n\r\n").replace(":5999", ":6000"));
            bench.user.next(Requested.class);
            bench.user.next(Requested.class);
            proxy.write(options("same", "Content-Length: 0\r\n\r\n"));
            proxy.write(options("next", "Content-Length: 0\r\n\r\n"));
            assertEquals(
                    "next", bench.user.next(Requested.class).request().callId(), "a repeated request is told once");
        }
    }
}
