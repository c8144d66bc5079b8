package org.bailey.media.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.bailey.ice.Candidate;
import org.bailey.ice.Candidate.Transport;
import org.bailey.ice.IceDialect;
import org.bailey.media.Side;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Calls between which nothing but TCP gets through. */
class TcpCallTest {
    private static final Predicate<Candidate> NO_UDP = candidate -> candidate.transport() != Transport.UDP;
    private static final int STRANGERS = 60;

    private final Bench bench = new Bench();

    @AfterEach
    void nothingIsLeft() {
        bench.close();
    }

    @ParameterizedTest
    @EnumSource(IceDialect.class)
    void carriesMediaOverConnections(IceDialect dialect) {
        bench.media.bindAgent(IceLine.agent(Map.of()));
        try (var line = IceLine.withTcp(bench, dialect)) {
            line.describe(NO_UDP);
            connected(line);
            line.bothHearEachOther();
            for (var way : line.ways("left", Side.CALLEE)) {
                assertTrue(way.tcp() && way.local().contains(" TCP, "), way.toString());
            }
            assertEquals(4, (int) bench.media.holders().get("left"));
            assertEquals(List.of(), line.disconnected);
        }
    }

    @Test
    void connectsToAPeerThatAnswersWithTcpThoughNothingWasSaidOfItHere() {
        bench.media.bindAgent(IceLine.agent(Map.of()));
        try (var line = IceLine.withTcp(bench, IceDialect.STANDARD)) {
            // the right one hears of no candidate that helps, and takes what comes
            line.describeRight(candidate -> candidate.transport() == Transport.TCP_ACTIVE);
            line.describeLeft(candidate -> candidate.transport() == Transport.TCP_PASSIVE);
            connected(line);
            line.bothHearEachOther();
        }
    }

    @Test
    void connectionsOutliveTheAgentAndThePacketCode() {
        var agent = IceLine.agent(Map.of());
        bench.media.bindAgent(agent);
        try (var line = IceLine.withTcp(bench, IceDialect.MICROSOFT)) {
            line.describe(NO_UDP);
            for (int round = 0; round < 5; round++) {
                bench.media.unbindAgent(agent);
                bench.media.bindAgent(agent);
            }
            connected(line);
            var before = line.ways("left", Side.CALLEE);
            bench.media.unbindAgent(agent);
            bench.media.unbindPath(bench.path);
            bench.media.bindPath(bench.path);
            line.bothHearEachOther();
            bench.media.bindAgent(agent);
            line.bothHearEachOther();
            assertEquals(before, line.ways("left", Side.CALLEE));
            assertEquals(List.of(), line.disconnected);
        }
    }

    @Test
    void isToldWhenTheConnectionsEnd() {
        bench.media.bindAgent(IceLine.agent(Map.of("checkSeconds", 2)));
        try (var line = IceLine.withTcp(bench, IceDialect.STANDARD)) {
            line.describe(NO_UDP);
            connected(line);
            bench.media.release("right");
            Bench.await("it is told", 30, () -> !line.disconnected.isEmpty());
            assertTrue(
                    line.view("left", Side.CALLEE).history().toString().contains("connection"),
                    line.disconnected.toString());
        }
    }

    @Test
    void strangersNeitherStayNorKeepThePeerOut() throws Exception {
        bench.media.bindAgent(IceLine.agent(Map.of()));
        List<Socket> strangers = new ArrayList<>();
        try (var line = IceLine.withTcp(bench, IceDialect.STANDARD)) {
            int port = line.left.callee().rtp();
            for (int i = 0; i < STRANGERS; i++) {
                strangers.add(connect(port));
                strangers.get(i).getOutputStream().write(new byte[] {0, 100, 0, 1}); // and never the rest
            }
            Bench.await("all but a few were put out", 30, () -> foreign() >= STRANGERS - 8);
            assertEquals(8, strangers.stream().filter(TcpCallTest::isOpen).count());
            line.describe(NO_UDP);
            connected(line);
            line.bothHearEachOther();
            bench.leapNanos.addAndGet(11_000_000_000L);
            Bench.await("who shows nothing in time has to go", 30, () -> foreign() >= STRANGERS);
            assertEquals(0, strangers.stream().filter(TcpCallTest::isOpen).count());
            line.bothHearEachOther();
        } finally {
            for (Socket stranger : strangers) {
                stranger.close();
            }
        }
    }

    @Test
    void aMessageLongerThanAnyCheckEndsAConnection() throws Exception {
        bench.media.bindAgent(IceLine.agent(Map.of()));
        try (var line = IceLine.withTcp(bench, IceDialect.STANDARD);
                Socket stranger = connect(line.left.callee().rtp())) {
            stranger.getOutputStream().write(new byte[] {(byte) 0xff, (byte) 0xff, 0});
            Bench.await("it is closed", 30, () -> !isOpen(stranger));
            Bench.await(
                    "and counted",
                    30,
                    () -> bench.statistics("left", Side.CALLEE).drops().malformed() == 1);
        }
    }

    @Test
    void leavesNothingAfterManyCalls() {
        bench.media.bindAgent(IceLine.agent(Map.of()));
        long before = 0;
        for (int round = 0; round < 8; round++) {
            try (var line = IceLine.withTcp(bench, IceDialect.MICROSOFT)) {
                line.describe(NO_UDP);
                if (round % 2 == 0) {
                    connected(line);
                }
                bench.media.release("left");
                bench.media.release("right");
                Bench.await("all ports are closed", 30, () -> bench.media.pool().inUse() == 0);
            }
            before = round == 0 ? ReleaseTest.descriptors() : before;
        }
        long most = before;
        Bench.await("all descriptors are closed", 30, () -> ReleaseTest.descriptors() <= most);
    }

    @Test
    void aPeerWithoutIceIsNotHeardOverConnections() throws Exception {
        bench.media.bindAgent(IceLine.agent(Map.of()));
        try (var line = IceLine.withTcp(bench, IceDialect.STANDARD);
                var plain = new Peer();
                Socket stranger = connect(line.left.callee().rtp())) {
            bench.apply("left", Bench.plan(line.leftPeer, plain, true));
            byte[] packet = Peer.rtpPacket(7, 0, false);
            stranger.getOutputStream().write(new byte[] {0, (byte) packet.length});
            stranger.getOutputStream().write(packet);
            Bench.await("it is counted", 30, () -> foreign() == 1);
            plain.speak(line.left.callee(), 8, 0);
            assertEquals(8, Peer.sequence(Peer.receive(line.leftPeer.rtp)));
        }
    }

    private long foreign() {
        return bench.statistics("left", Side.CALLEE).drops().foreign();
    }

    private void connected(IceLine line) {
        Bench.await(
                "both are connected: " + line.disconnected,
                30,
                () -> line.connected.contains("left CALLEE") && line.connected.contains("right CALLER"));
    }

    private static Socket connect(int port) throws IOException {
        var socket = new Socket();
        socket.bind(new InetSocketAddress("127.0.0.9", 0));
        socket.connect(new InetSocketAddress("127.0.0.1", port));
        socket.setSoTimeout(50);
        return socket;
    }

    private static boolean isOpen(Socket socket) {
        try {
            return socket.getInputStream().read() >= 0;
        } catch (java.net.SocketTimeoutException quiet) {
            return true;
        } catch (SocketException reset) {
            return false;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
