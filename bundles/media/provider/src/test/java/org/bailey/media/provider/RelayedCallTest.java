package org.bailey.media.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bailey.ice.Candidate;
import org.bailey.ice.IceDialect;
import org.bailey.media.Connectivity;
import org.bailey.media.MediaNeeds;
import org.bailey.media.Side;
import org.bailey.turn.TurnServer;
import org.bailey.turn.TurnServer.Transport;
import org.bailey.turn.provider.client.StatelessTurnClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Each side knows nothing but the relayed addresses of the other, and servers let nothing else through. */
class RelayedCallTest {
    @TempDir
    Path folder;

    private Bench bench;
    private Coturn coturn;
    private final StatelessTurnClient client = new StatelessTurnClient();

    @BeforeEach
    void serve() throws Exception {
        assumeTrue(Coturn.installed(), "turnserver and openssl");
        bench = Bench.patient(Bench.RANGE - 100);
        coturn = new Coturn(folder, bench.first + Bench.RANGE - 100);
        bench.media.bindAgent(IceLine.agent(Map.of()));
        bench.media.bindTurn(client);
        bench.media.bindTls(new OneTrusted(coturn.certificate, "localhost"));
    }

    @AfterEach
    void nothingIsLeft() {
        if (bench != null) {
            bench.close();
            coturn.close();
        }
    }

    private static boolean relayed(Candidate candidate) {
        return candidate.type() == Candidate.Type.RELAYED;
    }

    private static boolean goesBy(Connectivity view, TurnServer server) {
        return view.state() == Connectivity.State.CONNECTED
                && view.ways().size() == 2
                && view.ways().stream().allMatch(way -> way.relay().equals(server.toString()));
    }

    @ParameterizedTest
    @CsvSource({"UDP, MICROSOFT", "TCP, MICROSOFT", "TLS, MICROSOFT", "UDP, STANDARD", "TLS, STANDARD"})
    void carriesMediaThroughRelaysWhenThereIsNoOtherWay(Transport transport, IceDialect dialect) {
        bench.media.bindServers(new FixedServers(coturn.server(transport)));
        try (var line = new IceLine(bench, dialect)) {
            line.describe(RelayedCallTest::relayed);
            line.awaitConnected();
            line.bothHearEachOther();
            for (Connectivity.Way way : line.ways("left", Side.CALLEE)) {
                assertTrue(way.local().startsWith(Coturn.RELAY) && way.local().endsWith("(relay)"), way.toString());
                assertEquals(coturn.server(transport).toString(), way.relay());
            }
            assertTrue(line.view("left", Side.CALLEE).relays().stream().allMatch(Connectivity.Relay::inUse));
        }
    }

    @Test
    void aCallWithoutAWaySaysWhatTheServerSaid() {
        bench.media.bindAgent(IceLine.agent(Map.of("checkSeconds", 2)));
        TurnServer right = coturn.server(Transport.UDP);
        bench.media.bindServers(new FixedServers(new TurnServer(
                right.name(), right.address(), right.host(), right.transport(), right.username(), "another")));
        try (var line = new IceLine(bench, IceDialect.MICROSOFT)) {
            bench.media.release("right");
            line.describeLeft(candidate -> true);
            Bench.await("it is told", 30, () -> !line.disconnected.isEmpty());
            String told = line.disconnected.get(0);
            assertTrue(told.contains("; no relay of ours was tried; "), told);
            assertTrue(
                    told.endsWith("; no relay here: the TURN server " + right.name()
                            + " refused our user name or password (401): check username and password of"
                            + " org.bailey.turn.server " + right.name()),
                    told);
        }
    }

    @Test
    void losesNoPacketWhileTheClientIsReplacedAllTheTime() {
        bench.media.bindServers(new FixedServers(coturn.server(Transport.UDP)));
        try (var line = new IceLine(bench, IceDialect.STANDARD)) {
            line.describe(RelayedCallTest::relayed);
            line.awaitConnected();
            for (int round = 0; round < 10; round++) {
                bench.media.unbindTurn(client);
                long until = System.nanoTime() + 5_000_000;
                line.leftPeer.speak(line.left.caller(), 100 + round, 0);
                Bench.await("a moment", () -> System.nanoTime() - until > 0);
                bench.media.bindTurn(client);
                assertEquals(100 + round, Peer.sequence(Peer.receive(line.rightPeer.rtp)));
            }
            line.bothHearEachOther();
            assertEquals(0, bench.statistics("left", Side.CALLER).dropped());
            assertEquals(0, bench.statistics("right", Side.CALLER).dropped());
        }
    }

    @Test
    void reachesTheOtherByNewRelaysAfterBothServersWereLost() throws Exception {
        try (var other = new Coturn(folder, bench.first + Bench.RANGE - 50)) {
            TurnServer second = other.server(Transport.TCP);
            bench.media.bindServers(new FixedServers(coturn.server(Transport.TCP), second));
            try (var line = new IceLine(bench, IceDialect.STANDARD)) {
                line.describe(RelayedCallTest::relayed);
                line.awaitConnected();
                coturn.kill();
                Bench.await(
                        "its relays are replaced",
                        () -> line.view("left", Side.CALLEE).relays().stream()
                                        .filter(relay -> relay.server().equals(second.toString()))
                                        .count()
                                == 2);
                // neither knows where the other's are until they are told in new descriptions
                line.restart();
                line.describe(RelayedCallTest::relayed);
                Bench.await(
                        "both go by the other server",
                        () -> goesBy(line.view("left", Side.CALLEE), second)
                                && goesBy(line.view("right", Side.CALLER), second));
                line.bothHearEachOther();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void leavesNothingAfterManyCalls(Transport transport) {
        bench.media.bindServers(new FixedServers(coturn.server(transport)));
        for (int round = 0; round < 3; round++) {
            call(round); // each of the three forms once, so that what is loaded for it is loaded
        }
        long before = ReleaseTest.descriptors();
        for (int round = 3; round < 18; round++) {
            call(round);
        }
        Bench.await("all descriptors are closed", 30, () -> ReleaseTest.descriptors() <= before);
        Bench.await("all addresses are given back: " + coturn.said(), 30, () -> coturn.relaysInUse() == 0);
        assertEquals(Set.of(), bench.media.calls());
    }

    /** Some end while they gather, some while they check, some when they are connected. */
    private void call(int round) {
        try (var line = new IceLine(bench, IceDialect.MICROSOFT)) {
            if (round % 3 > 0) {
                line.describe(RelayedCallTest::relayed);
            }
            if (round % 3 > 1) {
                line.awaitConnected();
            }
            bench.media.allocate("late", 0, "audio", Map.of(Side.CALLER, new MediaNeeds(null, IceDialect.STANDARD)));
            bench.media.release("late");
            bench.media.release("left");
            bench.media.release("right");
            Bench.await("all ports are closed", () -> bench.media.pool().inUse() == 0);
        }
    }

    /** Over a connection the end of a server is seen at once, over UDP when it says nothing any more. */
    @ParameterizedTest
    @CsvSource({"TCP, STANDARD, true", "UDP, MICROSOFT, true", "TCP, MICROSOFT, false", "UDP, STANDARD, false"})
    void goesOverToAnotherServerWhenTheOneInUseIsKilled(Transport transport, IceDialect dialect, boolean controls)
            throws Exception {
        try (var other = new Coturn(folder, bench.first + Bench.RANGE - 50)) {
            TurnServer second = other.server(transport);
            bench.media.bindServers(new FixedServers(coturn.server(transport), second));
            Runnable thenTheSecond = () -> bench.media.bindServers(new FixedServers(second));
            try (var line = new IceLine(bench, dialect, thenTheSecond)) {
                line.leftControls = controls;
                line.describe(RelayedCallTest::relayed);
                line.awaitConnected();
                line.bothHearEachOther();
                coturn.kill();
                Bench.await(
                        "media goes by the other server",
                        40,
                        () -> goesBy(line.view("left", Side.CALLEE), second) && line.bothGoTheSameWay());
                line.bothHearEachOther();
                assertEquals(List.of(), line.disconnected);
                assertEquals(controls ? Set.of() : Set.of("left CALLEE"), Set.copyOf(line.unconfirmed));
            }
        }
    }
}
