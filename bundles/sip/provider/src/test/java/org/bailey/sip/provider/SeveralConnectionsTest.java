package org.bailey.sip.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Objects;
import org.bailey.sip.NameAddress;
import org.bailey.sip.SipEvent.Cancelled;
import org.bailey.sip.SipEvent.Requested;
import org.bailey.sip.SipResponse;
import org.bailey.sip.TransactionId;
import org.bailey.sip.Transport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A load balancer takes any of its connections for a request; branch and sent-by say what it belongs to. */
class SeveralConnectionsTest {
    private final Bench bench = new Bench(Transport.TCP);

    @AfterEach
    void close() {
        bench.close();
    }

    private static String request(String method, String sentBy) {
        return method + " sip:bob@example.org SIP/2.0\r\nVia: SIP/2.0/TCP " + sentBy + ";branch=z9hG4bKsame\r\n"
                + "From: <sip:a@example.com>;tag=1\r\nTo: <sip:bob@example.org>\r\nCall-ID: several\r\nCSeq: 1 "
                + method
                + "\r\nMax-Forwards: 70\r\nContent-Length: 0\r\n\r\n";
    }

    private TransactionId told() {
        return Objects.requireNonNull(bench.user.next(Requested.class).transaction());
    }

    @Test
    void cancelAndAckOverOtherConnectionsBelongToTheirInvite() {
        try (RawPeer first = new RawPeer(bench.address());
                RawPeer second = new RawPeer(bench.address());
                RawPeer third = new RawPeer(bench.address())) {
            first.write(request("INVITE", "LB.example.com:5061"));
            TransactionId invite = told();
            assertTrue(first.read().startsWith("SIP/2.0 100"));
            second.write(request("CANCEL", "lb.example.com:5061"));
            assertTrue(second.read().startsWith("SIP/2.0 200"), "a CANCEL is answered where it came from");
            assertEquals(invite, bench.user.next(Cancelled.class).transaction());
            bench.stack.respond(invite, SipResponse.of(487, "Request Terminated", "t"));
            assertTrue(first.read().startsWith("SIP/2.0 487"));
            third.write(request("ACK", "lb.example.com:5061")).write(request("OPTIONS", "lb.example.com:5061"));
            assertEquals("OPTIONS", bench.user.next(Requested.class).request().method(), "the ACK was for the 487");
        }
    }

    @Test
    void anInviteRepeatedAfterItsConnectionBrokeIsAnsweredOnTheNewOne() {
        TransactionId invite;
        try (RawPeer first = new RawPeer(bench.address())) {
            first.write(request("INVITE", "lb.example.com:5061"));
            invite = told();
            assertTrue(first.read().startsWith("SIP/2.0 100"));
        }
        try (RawPeer second = new RawPeer(bench.address())) {
            second.write(request("INVITE", "lb.example.com:5061"));
            assertTrue(second.read().startsWith("SIP/2.0 100"));
            bench.stack.respond(invite, SipResponse.of(200, "OK", "t"));
            assertTrue(second.read().startsWith("SIP/2.0 200"));
            bench.stack.respond(invite, SipResponse.of(200, "OK", "t"));
            assertTrue(second.read().startsWith("SIP/2.0 200"), "and so are its repetitions");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 180})
    void theAnswersToAnInviteAndToItsCancelHaveTheSameTag(int before) {
        try (RawPeer peer = new RawPeer(bench.address())) {
            peer.write(request("INVITE", "one.example.com:5061"));
            TransactionId invite = told();
            peer.read();
            if (before > 0) {
                bench.stack.respond(invite, SipResponse.of(before, "Ringing", "early"));
                assertEquals("early", tag(peer.read()));
            }
            peer.write(request("CANCEL", "one.example.com:5061"));
            String cancelled = peer.read();
            assertTrue(cancelled.startsWith("SIP/2.0 200"));
            bench.stack.respond(invite, SipResponse.of(487, "Request Terminated", before > 0 ? "early" : "late"));
            String refused = peer.read();
            assertTrue(refused.startsWith("SIP/2.0 487"));
            assertEquals(tag(refused), tag(cancelled));
            assertEquals(before > 0, tag(cancelled).equals("early"));
        }
    }

    private static String tag(String answer) {
        String to = answer.substring(answer.indexOf("\r\nTo: ") + 6);
        return NameAddress.parse(to.substring(0, to.indexOf("\r\n"))).tag();
    }

    @Test
    void twoClientsOfOneBranchAreKeptApartBySentBy() {
        try (RawPeer first = new RawPeer(bench.address());
                RawPeer second = new RawPeer(bench.address())) {
            first.write(request("INVITE", "one.example.com:5061"));
            TransactionId one = told();
            second.write(request("INVITE", "two.example.com:5061"));
            TransactionId two = told();
            assertNotEquals(one, two);
            first.read();
            first.write(request("CANCEL", "two.example.com:5061"));
            assertEquals(two, bench.user.next(Cancelled.class).transaction());
            first.write(request("CANCEL", "three.example.com:5061"));
            assertTrue(first.read().startsWith("SIP/2.0 200"));
            assertTrue(first.read().startsWith("SIP/2.0 481"), "nobody's INVITE");
        }
    }
}
