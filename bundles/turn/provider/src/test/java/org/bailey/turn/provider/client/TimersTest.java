package org.bailey.turn.provider.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.bailey.stun.StunMessage;
import org.bailey.stun.StunMethod;
import org.bailey.turn.Allocation.State;
import org.bailey.turn.TurnServer.Transport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Repetitions, refreshes and giving up, by the clock. */
class TimersTest {
    private static final Duration TICK = Duration.ofMillis(100);

    @Test
    void aRequestOverUdpIsRepeatedAsTheRfcSays() {
        Desk desk = new Desk(Transport.UDP);
        desk.allocate();
        List<Integer> at = new ArrayList<>(List.of(0));
        byte[] first = desk.sent.remove();
        int tick = 0;
        while (desk.failures.isEmpty() && tick < 500) {
            desk.pass(TICK);
            tick++;
            while (!desk.sent.isEmpty()) {
                org.junit.jupiter.api.Assertions.assertArrayEquals(first, desk.sent.remove());
                at.add(tick);
            }
        }
        assertEquals(List.of(0, 5, 15, 35, 75, 155, 315), at);
        assertEquals(395, tick);
        assertTrue(
                desk.failures.get(0).contains("has not answered for 39 s: check that it runs at UDP 192.0.2.1:3478"));
        assertEquals(Long.MAX_VALUE, desk.allocation.dueNanos);
    }

    @ParameterizedTest
    @EnumSource(names = {"TCP", "TLS"})
    void aRequestOnAConnectionIsSentOnce(Transport transport) {
        Desk desk = new Desk(transport);
        desk.allocate();
        desk.pass(Duration.ofSeconds(39));
        assertEquals(1, desk.sent.size());
        assertEquals(0, desk.failures.size());
        desk.pass(Duration.ofSeconds(1));
        assertEquals(1, desk.failures.size());
    }

    @ParameterizedTest
    @CsvSource({"600, 540", "3600, 3540", "120, 60", "20, 10", "1, 0"})
    void theAllocationIsRefreshedInTime(long lifetime, long after) {
        Desk desk = Desk.ready(Transport.UDP, lifetime);
        desk.sent.clear();
        Duration waited = Duration.ZERO;
        while (desk.sent.stream().noneMatch(bytes -> Desk.parsed(bytes).method() == StunMethod.REFRESH)) {
            desk.pass(TICK);
            waited = waited.plus(TICK);
            keepTalking(desk);
            assertTrue(waited.toSeconds() <= lifetime, "waited " + waited);
        }
        assertEquals(after, waited.minusMillis(1).toSeconds(), 1);
        while (desk.sent.size() > 1) {
            desk.sent.remove();
        }
        desk.succeed(desk.next(), w -> w.number(org.bailey.stun.StunAttribute.LIFETIME, 600));
        desk.pass(Duration.ofSeconds(1));
        assertEquals(State.READY, desk.allocation.state);
        assertTrue(desk.allocation.refreshNanos - desk.nanos
                > Duration.ofSeconds(500).toNanos());
    }

    /** Has it hear something, so that it does not ask whether anybody is there. */
    private static void keepTalking(Desk desk) {
        desk.allocation.heardNanos = desk.nanos;
    }

    @Test
    void permissionsAndChannelsAreRefreshedInTime() {
        Desk desk = Desk.ready(Transport.UDP, 3600);
        desk.client.bind(desk.allocation, Desk.at("203.0.113.9", 5000), desk.nanos, desk);
        for (StunMessage request = desk.next(); ; request = desk.next()) {
            desk.succeed(request, w -> w);
            if (desk.sent.isEmpty()) {
                break;
            }
        }
        List<String> asked = new ArrayList<>();
        for (int second = 1; second <= 1200; second++) {
            desk.pass(Duration.ofSeconds(1));
            keepTalking(desk);
            while (!desk.sent.isEmpty()) {
                StunMessage request = desk.next();
                if (request.method() != StunMethod.BINDING) {
                    asked.add(StunMethod.name(request.method()) + " " + second);
                }
                desk.succeed(request, w -> w);
            }
        }
        assertEquals(
                List.of(
                        "CreatePermission 240",
                        "CreatePermission 480",
                        "ChannelBind 540",
                        "CreatePermission 720",
                        "CreatePermission 960",
                        "ChannelBind 1080",
                        "CreatePermission 1200"),
                asked);
    }

    @Test
    void aSilentServerIsAskedAndMissedAfterEighteenSeconds() {
        Desk desk = Desk.ready(Transport.UDP, 600);
        desk.pass(Duration.ofSeconds(10));
        StunMessage probe = desk.next();
        assertEquals(StunMethod.BINDING, probe.method());
        desk.succeed(probe, w -> w);
        desk.pass(Duration.ofMillis(9_900));
        assertEquals(0, desk.sent.size());
        desk.pass(Duration.ofMillis(8_000));
        assertEquals(8, desk.sent.size());
        assertEquals(0, desk.failures.size());
        desk.pass(Duration.ofMillis(200));
        assertEquals(1, desk.failures.size());
        assertTrue(desk.failures.get(0).contains("has not answered for 18 s"), desk.failures.get(0));
    }

    /** Somebody sends through it all the time, and nothing comes back. */
    private static void passSending(Desk desk, Duration time) {
        for (long left = time.toMillis(); left > 0; left -= 20) {
            desk.client.send(desk.allocation, packet(), Desk.at("203.0.113.9", 5000), desk);
            desk.sent.removeIf(bytes -> Desk.parsed(bytes).method() == StunMethod.SEND);
            desk.pass(Duration.ofMillis(20));
        }
    }

    private static ByteBuffer packet() {
        return ByteBuffer.allocate(200).position(100).limit(180);
    }

    @Test
    void aServerThatMediaGoesThroughIsMissedAfterLessThanFiveSeconds() {
        Desk desk = Desk.ready(Transport.UDP, 600);
        passSending(desk, Duration.ofMillis(1_480));
        assertEquals(0, desk.sent.size());
        passSending(desk, Duration.ofMillis(2_980));
        assertEquals(12, desk.sent.size());
        assertEquals(0, desk.failures.size());
        passSending(desk, Duration.ofMillis(100));
        assertEquals(1, desk.failures.size());
        assertTrue(desk.failures.get(0).contains("has not answered for 4 s"), desk.failures.get(0));
    }

    @Test
    void aServerThatAnswersIsKeptThoughThePeerIsSilent() {
        Desk desk = Desk.ready(Transport.UDP, 600);
        int asked = 0;
        for (int tick = 0; tick < 600; tick++) {
            passSending(desk, TICK);
            // eleven of twelve are lost
            while (desk.sent.size() > 11) {
                StunMessage last = Desk.parsed(desk.sent.removeLast());
                desk.sent.clear();
                desk.succeed(last, w -> w);
                desk.succeed(last, w -> w);
                asked++;
            }
        }
        assertEquals(0, desk.failures.size());
        assertEquals(0, desk.allocation.dropped, "an answer that came twice is nothing strange");
        assertTrue(asked > 5, "asked " + asked + " times");
    }

    @Test
    void mediaThatBeginsLateIsNoticedToo() {
        Desk desk = Desk.ready(Transport.UDP, 600);
        desk.pass(Duration.ofSeconds(5));
        passSending(desk, Duration.ofSeconds(5));
        assertEquals(1, desk.failures.size());
    }

    @Test
    void onAConnectionTheKernelIsGivenItsTime() {
        Desk desk = Desk.ready(Transport.TLS, 600);
        passSending(desk, Duration.ofSeconds(9));
        assertEquals(1, desk.sent.size());
        assertEquals(0, desk.failures.size());
        passSending(desk, Duration.ofSeconds(1));
        assertEquals(1, desk.failures.size());
    }

    @Test
    void packetsOfPeersShowThatTheServerIsThere() {
        Desk desk = Desk.ready(Transport.TCP, 600);
        for (int second = 0; second < 60; second++) {
            desk.pass(Duration.ofSeconds(1));
            keepTalking(desk);
        }
        assertEquals(0, desk.sent.size());
    }

    @Test
    void aRefreshNobodyAnswersIsTheEnd() {
        Desk desk = Desk.ready(Transport.UDP, 600);
        for (int second = 0; second < 620 && desk.failures.isEmpty(); second++) {
            desk.pass(Duration.ofSeconds(1));
            keepTalking(desk);
        }
        assertEquals(1, desk.failures.size());
        assertEquals(State.FAILED, desk.allocation.state);
    }
}
