package org.bailey.ice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.util.Random;
import org.bailey.ice.Candidate.Transport;
import org.bailey.ice.Candidate.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CandidateTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1 1 UDP 2130706431 192.0.2.1 50000 typ host",
                "2 2 UDP 1694498814 203.0.113.5 61234 typ srflx raddr 10.0.0.5 rport 50001",
                "a+/9 1 UDP 16777215 198.51.100.7 443 typ relay raddr 203.0.113.5 rport 61234",
                "7 1 UDP 1862270975 198.51.100.7 40000 typ prflx raddr 10.0.0.5 rport 50000",
                "1 1 UDP 2130706431 2001:db8:0:0:0:0:0:1 50000 typ host"
            })
    void candidatesOfBothDialectsComeBack(String value) {
        for (IceDialect dialect : IceDialect.values()) {
            assertEquals(
                    value,
                    Candidate.parse(value, dialect).orElseThrow().text(dialect).replace("  ", " "));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5 1 TCP-PASS 174455807 203.0.113.9 55555 typ relay raddr 203.0.113.5 rport 50005",
                "6 2 TCP-ACT 1684797950 10.0.0.5 50030 typ srflx raddr 10.0.0.5 rport 50030"
            })
    void microsoftSaysWhoConnectsInTheTransport(String value) {
        Candidate candidate = Candidate.parse(value + " ", IceDialect.MICROSOFT).orElseThrow();
        assertEquals(value.contains("ACT") ? Transport.TCP_ACTIVE : Transport.TCP_PASSIVE, candidate.transport());
        assertEquals(value, candidate.text(IceDialect.MICROSOFT));
        assertTrue(candidate.text(IceDialect.STANDARD).contains(" TCP "));
    }

    @Test
    void theStandardSaysWhoConnectsBehind() {
        String value = "1 1 TCP 1526726655 192.0.2.1 9 typ host tcptype active";
        Candidate candidate = Candidate.parse(value, IceDialect.STANDARD).orElseThrow();
        assertEquals(Transport.TCP_ACTIVE, candidate.transport());
        assertEquals(value, candidate.text(IceDialect.STANDARD));
    }

    @Test
    void extensionsAndBlanksArePassedOver() {
        Candidate candidate = Candidate.parse(
                        " 1 1 udp 2130706431 192.0.2.1 50000 typ host generation 0 network-id 1 network-cost 50 ",
                        IceDialect.STANDARD)
                .orElseThrow();
        assertEquals(new InetSocketAddress("192.0.2.1", 50000), candidate.address());
        assertEquals(Type.HOST, candidate.type());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1 1 UDP 2130706431 192.0.2.1 50000 typ",
                "1 1 UDP 2130706431 192.0.2.1 50000 host typ",
                "1 0 UDP 2130706431 192.0.2.1 50000 typ host",
                "1 1 SCTP 2130706431 192.0.2.1 50000 typ host",
                "1 1 TCP 2130706431 192.0.2.1 50000 typ host tcptype so",
                "1 1 TCP 2130706431 192.0.2.1 50000 typ host",
                "1 1 UDP 0 192.0.2.1 50000 typ host",
                "1 1 UDP 4294967295 192.0.2.1 50000 typ host",
                "1 1 UDP 2130706431 192.0.2.256 50000 typ host",
                "1 1 UDP 2130706431 d3b0.local 50000 typ host",
                "1 1 UDP 2130706431 media.example.com 50000 typ host",
                "1 1 UDP 2130706431 fe80::1%eth0 50000 typ host",
                "1 1 UDP 2130706431 0.0.0.0 50000 typ host",
                "1 1 UDP 2130706431 224.0.0.1 50000 typ host",
                "1 1 UDP 2130706431 255.255.255.255 50000 typ host",
                "1 1 UDP 2130706431 192.0.2.1 0 typ host",
                "1 1 UDP 2130706431 192.0.2.1 65536 typ host",
                "1 1 UDP 2130706431 192.0.2.1 50000 typ somewhere",
                "1_1 1 UDP 2130706431 192.0.2.1 50000 typ host",
                "1 1 UDP 99999999999999999999 192.0.2.1 50000 typ host"
            })
    void whatIsNoPlaceToSendToIsPassedOver(String value) {
        assertTrue(Candidate.parse(value, IceDialect.STANDARD).isEmpty());
        assertTrue(Candidate.parse(value, IceDialect.MICROSOFT).isEmpty());
    }

    @Test
    void noTextBreaksIt() {
        var random = new Random(8839);
        String[] words =
                "1 1 UDP 2130706431 192.0.2.1 50000 typ host raddr 10.0.0.1 rport 5 tcptype TCP active :: -1 \u00e4"
                        .split(" ");
        int read = 0;
        for (int round = 0; round < 200_000; round++) {
            var value = new StringBuilder();
            for (int at = 0; at < random.nextInt(20); at++) {
                String word = at < 12 && random.nextInt(8) > 0 ? words[at] : words[random.nextInt(words.length)];
                value.append(random.nextInt(30) == 0 ? "\t " : " ").append(word);
            }
            read += Candidate.parse(value.toString(), IceDialect.STANDARD).isPresent() ? 1 : 0;
        }
        assertTrue(read > 1000, read + " read");
    }

    @Test
    void ipv6IsHiddenFromOldMicrosoftClients() {
        Candidate six = Candidate.parse("1 1 UDP 2130706431 2001:db8::1 50000 typ host", IceDialect.MICROSOFT)
                .orElseThrow();
        assertEquals("x-candidate-ipv6", six.attribute(IceDialect.MICROSOFT));
        assertEquals("candidate", six.attribute(IceDialect.STANDARD));
        assertEquals("[2001:db8:0:0:0:0:0:1]:50000 (host)", six.brief());
    }
}
