package org.bailey.media.provider.ice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bailey.ice.Candidate;
import org.bailey.ice.IceDialect;
import org.bailey.ice.IceParameters;
import org.bailey.ice.RemoteIce;
import org.junit.jupiter.api.Test;

class NearbyTest {
    private static final RemoteIce PEER = new RemoteIce(
            IceDialect.STANDARD,
            true,
            new IceParameters(
                    "user",
                    "a".repeat(24),
                    Stream.of("127.0.0.1", "192.0.2.7", "169.254.1.2", "::1", "fe80::7", "2001:db8::7")
                            .map(host -> Candidate.parse("1 1 UDP 7 " + host + " 5000 typ host", IceDialect.STANDARD)
                                    .orElseThrow())
                            .toList(),
                    true,
                    Map.of(1, new InetSocketAddress("192.0.2.1", 56000))));

    private static List<String> hosts(RemoteIce of) {
        return of.parameters().candidates().stream()
                .map(candidate -> candidate.address().getAddress().getHostAddress())
                .toList();
    }

    @Test
    void nothingIsSentToOurOwnMachineBecauseAPeerSaysSo() throws Exception {
        RemoteIce left = Nearby.without(PEER, List.of(InetAddress.getByName("192.0.2.1")));
        assertEquals(List.of("192.0.2.7", "2001:db8:0:0:0:0:0:7"), hosts(left));
        assertEquals(
                new IceParameters(
                        "user",
                        "a".repeat(24),
                        left.parameters().candidates(),
                        true,
                        PEER.parameters().remoteCandidates()),
                left.parameters());
    }

    @Test
    void whereWeAreOurselvesPeersMayBeToo() throws Exception {
        assertSame(
                PEER,
                Nearby.without(
                        PEER, List.of(InetAddress.getByName("127.0.0.1"), InetAddress.getByName("169.254.9.9"))));
    }
}
