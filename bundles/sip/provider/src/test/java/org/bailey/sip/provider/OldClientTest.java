package org.bailey.sip.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Objects;
import org.bailey.sip.SipEvent.Cancelled;
import org.bailey.sip.SipEvent.Requested;
import org.bailey.sip.SipResponse;
import org.bailey.sip.TransactionId;
import org.bailey.sip.Transport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Clients of RFC 2543 name no branch; a widespread open client of Microsoft's dialect is one of them. */
class OldClientTest {
    private final Bench bench = new Bench(Transport.TCP);

    @AfterEach
    void close() {
        bench.close();
    }

    private static String request(String method, int cseq, String toTag) {
        return method + " sip:bob@example.org SIP/2.0\r\nVia: SIP/2.0/tcp 127.0.0.1:5999\r\n"
                + "From: <sip:a@example.com>;tag=1;epid=00ff\r\nTo: <sip:bob@example.org>"
                + (toTag.isEmpty() ? "" : ";tag=" + toTag) + "\r\nCall-ID: 31415g0a0000i000\r\nCSeq: " + cseq + " "
                + method + "\r\nMax-Forwards: 70\r\nContent-Length: 0\r\n\r\n";
    }

    @Test
    void itsInviteIsMatchedByRepetitionCancelAndAck() {
        try (RawPeer peer = new RawPeer(bench.address())) {
            peer.write(request("INVITE", 1, ""));
            TransactionId invite =
                    Objects.requireNonNull(bench.user.next(Requested.class).transaction());
            assertTrue(peer.read().startsWith("SIP/2.0 100 Trying\r\nVia: SIP/2.0/tcp 127.0.0.1:5999\r\n"));
            peer.write(request("INVITE", 1, ""));
            assertTrue(peer.read().startsWith("SIP/2.0 100 Trying"), "a repetition gets the last answer again");
            peer.write(request("CANCEL", 1, ""));
            assertTrue(peer.read().startsWith("SIP/2.0 200 OK"));
            assertEquals(invite, bench.user.next(Cancelled.class).transaction());
            bench.stack.respond(invite, SipResponse.of(487, "Request Terminated", "t"));
            assertTrue(peer.read().startsWith("SIP/2.0 487"));
            peer.write(request("ACK", 1, "t")).write(request("BYE", 2, "t"));
            assertEquals("BYE", bench.user.next(Requested.class).request().method(), "the ACK was for the 487");
        }
    }

    @Test
    void theAckOfA2xxIsTold() {
        try (RawPeer peer = new RawPeer(bench.address())) {
            peer.write(request("INVITE", 1, ""));
            TransactionId invite =
                    Objects.requireNonNull(bench.user.next(Requested.class).transaction());
            bench.stack.respond(invite, SipResponse.of(200, "OK", "t"));
            peer.read();
            assertTrue(peer.read().contains("To: <sip:bob@example.org>;tag=t\r\n"));
            peer.write(request("ACK", 1, "t"));
            assertEquals("ACK", bench.user.next(Requested.class).request().method());
        }
    }

    @Test
    void aCancelWithoutInviteIsAnswered481AndNotTold() {
        try (RawPeer peer = new RawPeer(bench.address())) {
            peer.write(request("CANCEL", 7, ""));
            assertTrue(peer.read().startsWith("SIP/2.0 481"));
            assertEquals(0, bench.user.events.size());
        }
    }
}
