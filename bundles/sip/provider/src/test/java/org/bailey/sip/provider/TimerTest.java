package org.bailey.sip.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.bailey.sip.Body;
import org.bailey.sip.SipEvent.Requested;
import org.bailey.sip.SipEvent.Responded;
import org.bailey.sip.SipEvent.TimedOut;
import org.bailey.sip.SipEvent.Unacknowledged;
import org.bailey.sip.SipResponse;
import org.bailey.sip.Transport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Repetition, silence and late answers, with a peer of plain datagrams. T1 is 50 ms here. */
class TimerTest {
    private final Bench bench = new Bench(Transport.UDP, Settings.fast());
    private DatagramSocket peer;

    @BeforeEach
    void open() throws IOException {
        peer = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        peer.setSoTimeout(8000);
    }

    @AfterEach
    void close() {
        peer.close();
        bench.close();
    }

    private String read() throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
        peer.receive(packet);
        return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
    }

    private void write(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        peer.send(new DatagramPacket(bytes, bytes.length, bench.address()));
    }

    private void invite(String id) {
        bench.stack.send(Bench.id(id), Bench.request("INVITE", id, 1, Body.EMPTY), bench.to(address()));
    }

    private InetSocketAddress address() {
        return new InetSocketAddress(peer.getLocalAddress(), peer.getLocalPort());
    }

    static String line(String message, String name) {
        return message.lines().filter(l -> l.startsWith(name + ":")).findFirst().orElse("") + "\r\n";
    }

    private static String answer(String request, String status, String tag) {
        return "SIP/2.0 " + status + "\r\n" + line(request, "Via") + line(request, "From")
                + line(request, "To").strip() + ";tag=" + tag + "\r\n" + line(request, "Call-ID")
                + line(request, "CSeq")
                + "Content-Length: 0\r\n\r\n";
    }

    @Test
    void aSilentPeerGetsRepetitionsAndTimesOut() throws IOException {
        invite("silent");
        assertEquals(read(), read());
        bench.user.next(TimedOut.class);
        assertEquals(0, bench.user.events.size());
    }

    @Test
    void whoIsCancelledAndStaysSilentTimesOut() throws IOException {
        invite("c");
        String request = read();
        write(answer(request, "180 Ringing", "t"));
        bench.user.next(Responded.class);
        bench.stack.cancel(Bench.id("c"), "");
        String cancel = read();
        while (cancel.startsWith("INVITE ")) {
            cancel = read(); // repetitions from before the 180
        }
        assertTrue(cancel.startsWith("CANCEL sip:bob@example.org SIP/2.0\r\n"), cancel);
        assertEquals(line(request, "Via"), line(cancel, "Via"));
        write(answer(cancel, "200 OK", "t"));
        bench.user.next(TimedOut.class);
        Await.until("nothing stays", () -> bench.stack.counters().clientTransactions() == 0);
    }

    @Test
    void forkedAndLate2xxFindTheirOwner() throws IOException {
        invite("fork");
        String request = read();
        write(answer(request, "200 OK", "one"));
        assertEquals("one", bench.user.next(Responded.class).response().to().tag());
        Await.until("the transaction is gone", () -> bench.stack.counters().clientTransactions() == 0);
        write(answer(request, "200 OK", "two"));
        Responded late = bench.user.next(Responded.class);
        assertEquals("two", late.response().to().tag());
        assertEquals(Bench.id("fork"), late.transaction());
        write(answer(request, "486 Busy Here", "three"));
        Await.until("counted", () -> bench.stack.counters().strayResponses() == 1);
        assertEquals(0, bench.user.events.size());
    }

    @Test
    void anAnswerToNothingOfOursIsCounted() throws IOException {
        write(answer(
                "Via: SIP/2.0/UDP 127.0.0.1;branch=z9hG4bKinvented.call.1\r\nFrom: <sip:a@b>;tag=1\r\n"
                        + "To: <sip:c@d>\r\nCall-ID: 1\r\nCSeq: 1 INVITE\r\n",
                "200 OK",
                "t"));
        Await.until("counted", () -> bench.stack.counters().strayResponses() == 1);
        assertEquals(0, bench.user.events.size());
    }

    @Test
    void aRefusalIsRepeatedUntilItsAckAndItsAbsenceIsTold() throws IOException {
        write(inviteOf("r1", ";rport"));
        Requested requested = bench.user.next(Requested.class);
        assertTrue(read().startsWith("SIP/2.0 100 Trying"));
        bench.stack.respond(Objects.requireNonNull(requested.transaction()), SipResponse.of(486, "Busy Here", "t"));
        String refusal = read();
        assertEquals(refusal, read(), "no ACK, so it comes again");
        assertTrue(bench.stack.counters().retransmissionsOut() > 0);
        bench.user.next(Unacknowledged.class);
    }

    @Test
    void answersGoWhereTheTopViaAsksForThem() throws IOException {
        write(inviteOf("v1", ";rport"));
        String trying = read();
        assertTrue(trying.contains(";rport=" + peer.getLocalPort() + ";received=127.0.0.1"), trying);
        try (DatagramSocket other = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            byte[] bytes = inviteOf("v2", "").getBytes(StandardCharsets.UTF_8);
            other.send(new DatagramPacket(bytes, bytes.length, bench.address()));
        }
        String answer = read();
        assertTrue(answer.contains("Call-ID: v2"), "to the port in Via, not the packet's: " + answer);
    }

    private String inviteOf(String id, String viaEnd) {
        return "INVITE sip:bob@example.org SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:" + peer.getLocalPort()
                + ";branch=z9hG4bK"
                + id + viaEnd + "\r\nFrom: <sip:a@example.com>;tag=1\r\nTo: <sip:bob@example.org>\r\nCall-ID: " + id
                + "\r\nCSeq: 1 INVITE\r\nMax-Forwards: 70\r\nContent-Length: 0\r\n\r\n";
    }
}
