package org.bailey.ice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.bailey.ice.Candidate.Transport;
import org.bailey.ice.Candidate.Type;
import org.junit.jupiter.api.Test;

class CandidateListTest {
    private static final InetAddress SERVER = new InetSocketAddress("198.51.100.1", 1).getAddress();

    private static InetSocketAddress at(String host, int port) {
        return new InetSocketAddress(host, port);
    }

    @Test
    void aReflexiveAddressThatIsTheHostsIsLeftOut() {
        var list = new CandidateList(IceDialect.MICROSOFT);
        list.host(1, Transport.UDP, at("192.0.2.1", 50000));
        assertFalse(list.reflexive(1, at("192.0.2.1", 50000), at("192.0.2.1", 50000), SERVER));
        assertTrue(list.reflexive(1, at("203.0.113.1", 61000), at("192.0.2.1", 50000), SERVER));
        assertTrue(list.relayed(1, at("198.51.100.1", 40000), at("203.0.113.1", 61000), SERVER));
        assertEquals(
                List.of(Type.HOST, Type.SERVER_REFLEXIVE, Type.RELAYED),
                list.candidates().stream().map(Candidate::type).toList());
    }

    @Test
    void bothComponentsOfOnePlaceShareAFoundation() {
        var list = new CandidateList(IceDialect.STANDARD);
        list.host(1, Transport.UDP, at("192.0.2.1", 50000));
        list.host(2, Transport.UDP, at("192.0.2.1", 50001));
        list.host(1, Transport.UDP, at("192.0.2.2", 50000));
        list.relayed(1, at("198.51.100.1", 40000), null, SERVER);
        list.relayed(2, at("198.51.100.1", 40002), null, SERVER);
        assertEquals(
                List.of("1", "1", "2", "3", "3"),
                list.candidates().stream().map(Candidate::foundation).toList());
    }

    @Test
    void prioritiesAreThoseSeenOfMicrosoftClients() {
        assertEquals(2130706431L, CandidatePriority.of(IceDialect.MICROSOFT, Type.HOST, Transport.UDP, 0, 1));
        assertEquals(2130705918L, CandidatePriority.of(IceDialect.MICROSOFT, Type.HOST, Transport.UDP, 1, 2));
        assertEquals(
                0x646BF9FFL,
                CandidatePriority.of(IceDialect.MICROSOFT, Type.SERVER_REFLEXIVE, Transport.TCP_ACTIVE, 3, 1));
        assertEquals(
                0x0065FDFFL, CandidatePriority.of(IceDialect.MICROSOFT, Type.RELAYED, Transport.TCP_PASSIVE, 1, 1));
    }

    @Test
    void udpGoesBeforeTcpAndDirectBeforeRelayed() {
        for (IceDialect dialect : IceDialect.values()) {
            long last = Long.MAX_VALUE;
            for (Type type : List.of(Type.HOST, Type.SERVER_REFLEXIVE, Type.RELAYED)) {
                long udp = CandidatePriority.of(dialect, type, Transport.UDP, 9, 1);
                long tcp = CandidatePriority.of(dialect, type, Transport.TCP_ACTIVE, 0, 1);
                assertTrue(last > udp && udp > tcp && tcp > 0, dialect + " " + type);
                last = udp;
            }
        }
    }
}
