package org.bailey.media.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.bailey.ice.Candidate;
import org.bailey.ice.IceDialect;
import org.bailey.media.MediaNeeds;
import org.bailey.media.MediaPorts.Allocation.Granted;
import org.bailey.media.Side;
import org.bailey.turn.Allocation;
import org.bailey.turn.TurnServer;
import org.bailey.turn.TurnServer.Transport;
import org.bailey.turn.provider.client.StatelessTurnClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RelayedGatherTest {
    private static final Map<Side, MediaNeeds> ICE =
            Map.of(Side.CALLER, new MediaNeeds(InetAddress.getLoopbackAddress(), IceDialect.MICROSOFT));

    @TempDir
    Path folder;

    private Bench bench;
    private Coturn coturn;

    @BeforeEach
    void serve() throws Exception {
        assumeTrue(Coturn.installed(), "turnserver and openssl");
        bench = Bench.patient(Bench.RANGE - 100);
        coturn = new Coturn(folder, bench.first + Bench.RANGE - 100);
        bench.media.bindTurn(new StatelessTurnClient());
        bench.media.bindTls(new OneTrusted(coturn.certificate, "localhost"));
    }

    @AfterEach
    void nothingIsLeft() {
        if (bench != null) {
            bench.close();
            coturn.close();
        }
    }

    private List<Candidate> relayed(Granted ports) {
        return ports.caller().ice().candidates().stream()
                .filter(candidate -> candidate.type() == Candidate.Type.RELAYED)
                .toList();
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void offersARelayForRtpAndOneForRtcp(Transport transport) {
        bench.media.bindServers(new FixedServers(coturn.server(transport)));
        List<Candidate> relayed = relayed(bench.open("c1", ICE));
        assertEquals(List.of(1, 2), relayed.stream().map(Candidate::component).toList(), coturn::said);
        for (Candidate candidate : relayed) {
            int port = candidate.address().getPort();
            assertTrue(port >= coturn.port + 4 && port <= coturn.port + 39, candidate.toString());
            assertTrue(taken(port), candidate.toString());
        }
        bench.media.release("c1");
        Bench.await(
                "the addresses are given back",
                () -> relayed.stream()
                        .noneMatch(candidate -> taken(candidate.address().getPort())));
    }

    @Test
    void givesAddressesBackThoughTheServerWantsANewNonceFirst() throws Exception {
        try (var strict = new Coturn(folder, bench.first + Bench.RANGE - 50, "--stale-nonce=1")) {
            bench.media.bindServers(new FixedServers(strict.server(Transport.UDP)));
            List<Candidate> relayed = relayed(bench.open("c1", ICE));
            assertEquals(2, relayed.size(), strict::said);
            long stale = System.nanoTime() + 2_500_000_000L;
            Bench.await("the nonce has had its time", () -> System.nanoTime() - stale > 0);
            bench.media.release("c1");
            Bench.await(
                    "the addresses are given back",
                    () -> relayed.stream()
                            .noneMatch(candidate -> taken(candidate.address().getPort())));
        }
    }

    @Test
    void leavesOutHowTheServerSeesUsWhenThatIsTheHost() {
        bench.media.bindServers(new FixedServers(coturn.server(Transport.UDP)));
        assertEquals(
                List.of("HOST", "RELAYED", "HOST", "RELAYED"),
                bench.open("c1", ICE).caller().ice().candidates().stream()
                        .map(candidate -> candidate.type().name())
                        .toList());
    }

    @Test
    void asksTheNextServerWhenTheFirstIsSilentAndNeverDelaysTheCallLonger() throws Exception {
        try (var silent = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            var dead = server("silent", silent.getLocalPort(), Transport.UDP);
            bench.media.reconfigure(MediaSettingsTest.config(
                    Map.of("firstPort", bench.first, "lastPort", bench.first + 99, "iceGatherMillis", 4000)));
            var servers = new FixedServers(dead, coturn.server(Transport.UDP));
            bench.media.bindServers(servers);
            assertEquals(2, relayed(bench.open("c1", ICE)).size(), coturn::said);
            bench.media.bindServers(new FixedServers(dead));
            long begun = System.nanoTime();
            assertEquals(0, relayed(bench.open("c2", ICE)).size());
            long millis = (System.nanoTime() - begun) / 1_000_000;
            assertTrue(millis >= 3900, millis + " ms");
        }
    }

    @Test
    void asksTheNextServerAtOnceWhenTheFirstRefuses() throws Exception {
        int closed;
        try (var socket = new ServerSocket(0)) {
            closed = socket.getLocalPort();
        }
        TurnServer right = coturn.server(Transport.TCP);
        var wrong = new TurnServer(
                "wrong", right.address(), right.host(), Transport.TCP, right.username(), "another password");
        var servers = new FixedServers(server("closed", closed, Transport.TCP), wrong, right);
        bench.media.bindServers(servers);
        long begun = System.nanoTime();
        assertEquals(2, relayed(bench.open("c1", ICE)).size(), coturn::said);
        assertTrue(System.nanoTime() - begun < 3_000_000_000L, "a third of the patience is not over");
        assertTrue(
                servers.reasons.stream().anyMatch(reason -> reason.contains("closed (TCP")),
                servers.reasons.toString());
        assertTrue(servers.reasons.stream().anyMatch(reason -> reason.contains("wrong")), servers.reasons.toString());
    }

    @Test
    void refusesATlsServerOfAnotherNameAndSaysSo() {
        TurnServer right = coturn.server(Transport.TLS);
        var other = new TurnServer(
                "edge", right.address(), "edge.example.com", Transport.TLS, right.username(), right.password());
        var servers = new FixedServers(other);
        bench.media.bindServers(servers);
        assertEquals(0, relayed(bench.open("c1", ICE)).size());
        assertTrue(
                servers.reasons.get(0).contains("its certificate names localhost, not edge.example.com"),
                servers.reasons.toString());
    }

    @Test
    void refusesTheLineWhenTheCallEndsWhileItGathers() throws Exception {
        try (var silent = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            bench.media.bindServers(new FixedServers(server("silent", silent.getLocalPort(), Transport.UDP)));
            var answer = bench.media.allocate("c1", 0, "audio", ICE).toCompletableFuture();
            bench.media.release("c1");
            assertTrue(answer.get(5, java.util.concurrent.TimeUnit.SECONDS)
                    .toString()
                    .startsWith("Refused"));
        }
    }

    /** The server has an address of somebody else for our ports, and does not let us give those back. */
    @Test
    void asksFromAnotherPortWhenTheServerKnowsOursAsAnothers() throws Exception {
        try (var shared = new Coturn(folder, bench.first + Bench.RANGE - 50, "--user=other:made-for-a-test")) {
            TurnServer ours = shared.server(Transport.UDP);
            var others = new TurnServer("others", ours.address(), ours.host(), Transport.UDP, "other", ours.password());
            for (int port = bench.first; port < bench.first + 4; port++) {
                occupy(port, others);
            }
            bench.media.bindServers(new FixedServers(ours));
            Granted ports = bench.open("c1", ICE);
            assertTrue(ports.caller().rtp() < bench.first + 4, ports.toString());
            assertEquals(2, relayed(ports).size(), shared::said);
            // the server sees the other port, and that is no way to the media port
            assertEquals(
                    List.of("HOST", "RELAYED", "HOST", "RELAYED"),
                    ports.caller().ice().candidates().stream()
                            .map(candidate -> candidate.type().name())
                            .toList());
            assertEquals(6, shared.relaysInUse());
            bench.media.release("c1");
            Bench.await("ours are given back", () -> shared.relaysInUse() == 4);
        }
    }

    /** Has the server give an address for that port, and is never heard of again. */
    private static void occupy(int port, TurnServer server) throws Exception {
        var client = new StatelessTurnClient();
        var allocation = new Allocation(server);
        try (var socket = new DatagramSocket(port, InetAddress.getLoopbackAddress())) {
            socket.connect(server.address());
            socket.setSoTimeout(5000);
            var out = new OneSocket(socket);
            client.allocate(allocation, System.nanoTime(), out);
            while (allocation.relayed == null) {
                client.received(allocation, out.receive(), System.nanoTime(), out);
            }
        }
    }

    @Test
    void marksConnectionsToServersAsItMarksMedia() throws Exception {
        assumeTrue(java.nio.file.Files.isExecutable(Path.of("/usr/bin/ss")), "iproute2");
        bench.media.bindServers(new FixedServers(coturn.server(Transport.TCP)));
        assertEquals(2, relayed(bench.open("c1", ICE)).size(), coturn::said);
        Bench.await("expedited", () -> marks().equals(List.of("0xb8", "0xb8")));
        bench.ask("c1", 1, "video");
        Bench.await("both as video", () -> marks().equals(List.of("0x88", "0x88")));
    }

    /** What the system says of our ends of connections to the server. */
    private List<String> marks() {
        try {
            Process ss = new ProcessBuilder("/usr/bin/ss", "-tnH", "--tos", "dst", "127.0.0.1:" + coturn.port).start();
            String said = new String(ss.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.US_ASCII);
            return java.util.regex.Pattern.compile("tos:(0x[0-9a-f]+)")
                    .matcher(said)
                    .results()
                    .map(found -> found.group(1))
                    .toList();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static TurnServer server(String name, int port, Transport transport) {
        return new TurnServer(
                name, new InetSocketAddress("127.0.0.1", port), "localhost", transport, "bailey", "made-for-a-test");
    }

    private static boolean taken(int port) {
        try (var probe = new DatagramSocket(new InetSocketAddress(Coturn.RELAY, port))) {
            return false;
        } catch (java.net.SocketException inUse) {
            return true;
        }
    }
}
