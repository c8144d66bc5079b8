package org.bailey.turn.provider.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.util.List;
import org.bailey.stun.MalformedStun;
import org.bailey.stun.StunAttribute;
import org.bailey.stun.StunMessage;
import org.bailey.turn.Allocation;
import org.bailey.turn.Allocation.Family;
import org.bailey.turn.Allocation.Remedy;
import org.bailey.turn.TurnServer.Transport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses of IPv6 on a server (RFC 8656 sections 7.2 and 9.2). */
class FamiliesTest {
    private static final InetSocketAddress RELAYED6 = Desk.at("2001:db8::50", 49_152);

    private static Desk asking6() {
        Desk desk = new Desk(Transport.UDP, Family.IPV6);
        desk.allocate();
        return desk;
    }

    @Test
    void oneOfIpv6IsAskedForInEveryRequestForIt() throws MalformedStun {
        Desk desk = asking6();
        StunMessage first = desk.next();
        assertEquals(
                2 << 24, first.number(StunAttribute.REQUESTED_ADDRESS_FAMILY).orElse(0));
        desk.refuse(first, 401, w -> w.text(StunAttribute.REALM, "lab").text(StunAttribute.NONCE, "n1"));
        StunMessage second = desk.next();
        assertEquals(
                2 << 24, second.number(StunAttribute.REQUESTED_ADDRESS_FAMILY).orElse(0));
        assertTrue(second.has(StunAttribute.MESSAGE_INTEGRITY));
    }

    @Test
    void serversOfOldAreNotAsked() {
        Desk desk = new Desk(Transport.UDP);
        desk.allocate();
        assertFalse(desk.next().has(StunAttribute.REQUESTED_ADDRESS_FAMILY));
    }

    @ParameterizedTest
    @ValueSource(ints = {440, 420})
    void aServerWithoutIpv6MayHaveTheOther(int code) {
        Desk desk = asking6();
        desk.refuse(desk.next(), code, w -> w);
        assertEquals(Remedy.OTHER_FAMILY, desk.allocation.remedy);
        assertEquals(1, desk.failures.size());
    }

    @Test
    void aRedirectionKeepsTheFamily() {
        Desk desk = asking6();
        desk.refuse(desk.next(), 300, w -> w.address(StunAttribute.ALTERNATE_SERVER, Desk.at("192.0.2.2", 3478)));
        Allocation next = desk.allocation.next();
        assertEquals(Family.IPV6, next == null ? null : next.family);
    }

    @Test
    void peersOfTheOtherFamilyAreNotEvenAskedFor() {
        Desk desk = new Desk(Transport.UDP, Family.IPV6);
        desk.client.permit(desk.allocation, List.of(Desk.host("203.0.113.1")), desk.nanos, desk);
        desk.prepare(600, RELAYED6);
        desk.client.permit(
                desk.allocation, List.of(Desk.host("203.0.113.9"), Desk.host("2001:db8::9")), desk.nanos, desk);
        desk.client.bind(desk.allocation, Desk.at("203.0.113.9", 5000), desk.nanos, desk);
        StunMessage asked = desk.next();
        assertEquals(0, desk.sent.size());
        desk.refuse(asked, 443, w -> w);
        String refusal = desk.allocation.permissions.get(Desk.host("2001:db8::9")).refusal;
        assertTrue(refusal.contains("(443"), refusal);
        refusal = desk.allocation.permissions.get(Desk.host("203.0.113.9")).refusal;
        assertTrue(refusal.contains("IPv4 and IPv6 do not meet there"), refusal);
        assertFalse(desk.allocation.channels.get(0).bound);
        assertEquals(0, desk.failures.size());
        assertNull(desk.allocation.next());
    }
}
