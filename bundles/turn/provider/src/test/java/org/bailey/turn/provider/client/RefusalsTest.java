package org.bailey.turn.provider.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.bailey.stun.StunAttribute;
import org.bailey.stun.StunMessage;
import org.bailey.stun.StunMethod;
import org.bailey.turn.Allocation;
import org.bailey.turn.Allocation.Remedy;
import org.bailey.turn.Allocation.State;
import org.bailey.turn.TurnServer.Transport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of an allocation when the server says no. */
class RefusalsTest {
    @ParameterizedTest
    @CsvSource({
        "400, check that TURN is enabled",
        "403, which peer addresses it denies",
        "420, lacks a part of RFC 5766",
        "440, IPv4 and IPv6 do not meet",
        "441, check username and password of org.bailey.turn.server turn1",
        "442, enable UDP relaying",
        "486, raise its quota",
        "508, raise its port range",
        "500, see its log",
        "699, see its log"
    })
    void everyRefusalSaysWhatToDo(int code, String words) {
        Desk desk = new Desk(Transport.UDP);
        desk.allocate();
        desk.refuse(desk.next(), code, w -> w);
        assertEquals(1, desk.failures.size());
        String sentence = desk.failures.get(0);
        assertTrue(sentence.startsWith("the TURN server turn1 ") && sentence.contains(words), sentence);
        assertTrue(sentence.contains("(" + code + " so it is)"), sentence);
        assertEquals(Remedy.NONE, desk.allocation.remedy);
        assertEquals(Long.MAX_VALUE, desk.allocation.dueNanos);
    }

    @Test
    void anAddressThatIsForbiddenIsNotTheEnd() {
        Desk desk = Desk.ready(Transport.UDP, 600);
        desk.client.permit(desk.allocation, List.of(Desk.host("10.0.0.1"), Desk.host("203.0.113.9")), desk.nanos, desk);
        desk.refuse(desk.next(), 403, w -> w);
        desk.succeed(desk.next(), w -> w);
        assertEquals(0, desk.failures.size());
        assertTrue(
                desk.allocation.permissions.get(Desk.host("10.0.0.1")).refusal.contains("forbids it (403"));
        assertTrue(desk.allocation.permissions.get(Desk.host("203.0.113.9")).granted);
    }

    @Test
    void aChannelThatIsRefusedLeavesIndicationsAndIsTriedAgain() {
        Desk desk = Desk.ready(Transport.UDP, 600);
        var peer = Desk.at("203.0.113.9", 5000);
        desk.client.bind(desk.allocation, peer, desk.nanos, desk);
        desk.refuse(desk.next(), 508, w -> w);
        desk.succeed(desk.next(), w -> w);
        assertTrue(RelayingTest.send(desk, "x", peer));
        assertEquals(StunMethod.SEND, desk.next().method());
        desk.allocation.heardNanos = desk.nanos + Duration.ofMinutes(1).toNanos();
        desk.pass(Duration.ofSeconds(30));
        StunMessage again = desk.next();
        assertEquals(StunMethod.CHANNEL_BIND, again.method());
        desk.succeed(again, w -> w);
        assertTrue(desk.allocation.channels.get(0).bound);
    }

    @Test
    void anAllocationThatIsForgottenIsTheEndAndMayBeHadAnew() {
        Desk desk = Desk.ready(Transport.UDP, 600);
        desk.client.permit(desk.allocation, List.of(Desk.host("203.0.113.9")), desk.nanos, desk);
        desk.refuse(desk.next(), 437, w -> w);
        assertEquals(State.FAILED, desk.allocation.state);
        assertEquals(Remedy.ANEW, desk.allocation.remedy);
        assertFalse(RelayingTest.send(desk, "x", Desk.at("203.0.113.9", 5000)));
    }

    @Test
    void serversThatSendUsInACircleAreGoneToOnceEach() {
        Desk desk = new Desk(Transport.UDP);
        desk.allocate();
        desk.refuse(desk.next(), 300, w -> w.address(StunAttribute.ALTERNATE_SERVER, Desk.at("192.0.2.2", 3479)));
        assertEquals(Remedy.ALTERNATE_SERVER, desk.allocation.remedy);
        Allocation second = desk.allocation.next();
        assertEquals(Desk.at("192.0.2.2", 3479), second.server.address());
        assertEquals(Desk.PASSWORD, second.server.password());
        second.redirected(desk.allocation.server.address());
        assertNull(second.next());
    }

    @Test
    void closingFromInsideTheCallbackReturns() {
        Desk desk = Desk.ready(Transport.UDP, 600);
        desk.onFailure = () -> {
            desk.client.release(desk.allocation, desk);
            desk.client.permit(desk.allocation, List.of(Desk.host("203.0.113.9")), desk.nanos, desk);
            desk.client.bind(desk.allocation, Desk.at("203.0.113.9", 5000), desk.nanos, desk);
            desk.client.elapsed(desk.allocation, desk.nanos, desk);
        };
        desk.pass(Duration.ofSeconds(30));
        assertEquals(1, desk.failures.size());
        assertEquals(Long.MAX_VALUE, desk.allocation.dueNanos);
        assertTrue(desk.allocation.exchanges.isEmpty());
    }

    @Test
    void givingBackIsSaidOnceMoreWithAFreshNonce() {
        Desk desk = Desk.ready(Transport.UDP, 600);
        desk.client.release(desk.allocation, desk);
        StunMessage first = desk.next();
        assertEquals(0, first.value(StunAttribute.LIFETIME).getInt());
        desk.refuse(first, 438, w -> w.text(StunAttribute.REALM, "lab").text(StunAttribute.NONCE, "n2"));
        StunMessage second = desk.next();
        assertEquals(0, second.value(StunAttribute.LIFETIME).getInt());
        assertEquals("n2", second.text(StunAttribute.NONCE));
        desk.succeed(second, w -> w);
        assertEquals(Long.MAX_VALUE, desk.allocation.dueNanos);
        assertTrue(desk.allocation.exchanges.isEmpty());
    }

    @Test
    void anAllocationWithoutAddressIsNone() {
        Desk desk = new Desk(Transport.UDP);
        desk.allocate();
        desk.succeed(desk.next(), w -> w);
        assertTrue(desk.failures.get(0).contains("agreed without giving an address"));
    }
}
