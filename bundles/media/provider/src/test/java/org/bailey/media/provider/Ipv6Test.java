package org.bailey.media.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.bailey.ice.Candidate;
import org.bailey.ice.Candidate.Transport;
import org.bailey.ice.IceDialect;
import org.bailey.media.Side;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Ipv6Test {
    @Test
    void onlyAddressesThatLastAreOffered() {
        List<InetAddress> found = Ipv6Addresses.of(List.of(
                "00000000000000000000000000000001 01 80 10 80       lo",
                "fe800000000000000000000000000001 02 40 20 80     eth0",
                "20010db8000000000000000000000001 02 40 00 80     eth0",
                "20010db8000000000000000000000002 02 40 00 01     eth0", // temporary
                "20010db8000000000000000000000003 02 40 00 a0     eth0", // deprecated
                "20010db8000000000000000000000004 02 40 00 c0     eth0", // tentative
                "20010db8000000000000000000000005 02 40 00 88     eth0", // somebody else has it
                "fd000000000000000000000000000002 0c 40 00 82  long-name0",
                "nothing known",
                ""));
        assertEquals(
                List.of("2001:db8:0:0:0:0:0:1", "fd00:0:0:0:0:0:0:2"),
                found.stream().map(InetAddress::getHostAddress).toList());
    }

    @Test
    void bothFamiliesAreBoundOnlyWhereOneIsNeeded() throws Exception {
        MediaSettings settings = MediaSettings.from(MediaSettingsTest.config(Map.of()));
        InetAddress four = InetAddress.getByName("192.0.2.1");
        InetAddress six = InetAddress.getByName("2001:db8::1");
        assertEquals("0.0.0.0", settings.bindTo(four, List.of(four)).getHostAddress());
        assertTrue(settings.bindTo(six, List.of()) instanceof Inet6Address);
        assertTrue(settings.bindTo(four, List.of(four, six)) instanceof Inet6Address);
        MediaSettings bound = MediaSettings.from(MediaSettingsTest.config(Map.of("bindAddress", "192.0.2.1")));
        assertEquals(four, bound.bindTo(six, List.of(six)));
        assertEquals(List.of(four), bound.bindable(List.of(four, six)));
    }

    @ParameterizedTest(name = "{0}, IPv6 {1}, TCP {2}")
    @CsvSource({
        "STANDARD, true, false",
        "STANDARD, true, true",
        "STANDARD, false, false",
        "STANDARD, false, true",
        "MICROSOFT, true, false",
        "MICROSOFT, true, true"
    })
    void mediaGoesByTheFamilyThatGetsThrough(IceDialect dialect, boolean six, boolean tcp) {
        assumeTrue(hasIpv6(), "this machine has no IPv6, not even ::1");
        try (var bench = new Bench()) {
            bench.media.bindAgent(IceLine.agent(Map.of()));
            bench.media.reconfigure(MediaSettingsTest.config(Map.of(
                    "firstPort",
                    bench.first,
                    "lastPort",
                    bench.first + 99,
                    "quarantineSeconds",
                    0,
                    "iceAddresses",
                    new String[] {"127.0.0.1", "::1"})));
            try (var line = IceLine.withTcp(bench, dialect)) {
                Predicate<Candidate> through =
                        candidate -> isSix(candidate) == six && (candidate.transport() != Transport.UDP) == tcp;
                assertTrue(line.left.callee().ice().candidates().stream().anyMatch(through));
                line.describe(through);
                Bench.await("both are connected: " + line.disconnected, 30, () -> line.connected.size() >= 2);
                line.bothHearEachOther();
                var view = line.view("left", Side.CALLEE);
                assertTrue(view.ways().get(0).remote().startsWith(six ? "[" : "127."), view.toString());
                assertTrue(view.history().pairs().stream()
                        .allMatch(pair -> pair.told().contains("[") == six));
                assertEquals(List.of(), line.disconnected);
            }
        }
    }

    private static boolean isSix(Candidate candidate) {
        return candidate.address().getAddress() instanceof Inet6Address;
    }

    private static boolean hasIpv6() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName("::1"))) {
            return socket.isBound();
        } catch (java.io.IOException none) {
            return false;
        }
    }
}
