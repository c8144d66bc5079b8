package org.bailey.turn.provider.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.bailey.turn.TurnServer;
import org.bailey.turn.TurnServer.Transport;
import org.bailey.turn.TurnServerStatus.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerBoardTest {
    private final ServerBoard board = new ServerBoard(new Random(7));

    private static ServerEntry entry(String name, String host) {
        return new ServerEntry("org.bailey.turn.server~" + name, host, 3478, Transport.UDP, "user", "secret", "");
    }

    private Watched watched(String name) {
        return board.all().stream()
                .filter(one -> one.entry.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private void learn(String name, State state) {
        Watched one = watched(name);
        one.learn(one.known().failed(state, "for the test", one.known().address(), Instant.EPOCH));
    }

    @Test
    void serversThatWorkTakeTurnsAtRandom() {
        board.configured(List.of(entry("a", "192.0.2.1"), entry("b", "192.0.2.2"), entry("c", "192.0.2.3")));
        Map<String, Integer> first = new HashMap<>();
        for (int i = 0; i < 3000; i++) {
            first.merge(board.inOrder().get(0).name(), 1, Integer::sum);
        }
        first.values().forEach(count -> assertEquals(1000, count, 120));
    }

    @Test
    void thoseThatFailedComeLastUntilAProbeSucceeds() {
        board.configured(List.of(entry("a", "192.0.2.1"), entry("b", "192.0.2.2"), entry("c", "192.0.2.3")));
        learn("a", State.UNREACHABLE);
        TurnServer b = watched("b").server();
        assertNotNull(board.failed(b, 486, "it said no"));
        assertNull(board.failed(b, 486, "told twice"), "asked once");
        for (int i = 0; i < 50; i++) {
            assertEquals(
                    List.of("c", "b", "a"),
                    board.inOrder().stream().map(TurnServer::name).toList());
        }
        assertNull(board.failed(b, 0, "then nothing"));
        assertEquals(Map.of(486, 2L, 0, 1L), board.status().get(1).failures());
        assertEquals(State.SUSPECT, board.status().get(1).state());
        assertTrue(board.status().get(1).detail().endsWith("the TURN server b: it said no"));
        learn("a", State.WORKING);
        learn("b", State.WORKING);
        assertTrue(java.util.stream.IntStream.range(0, 100)
                .anyMatch(i -> board.inOrder().get(0).name().equals("a")));
    }

    @Test
    void whatIsKnownStaysWhileTheSettingsDo() {
        board.configured(List.of(entry("a", "192.0.2.1"), entry("b", "192.0.2.2")));
        learn("a", State.REFUSING);
        learn("b", State.REFUSING);
        board.configured(List.of(entry("a", "192.0.2.1"), entry("b", "192.0.2.9")));
        assertEquals(State.REFUSING, board.status().get(0).state());
        assertEquals(State.UNKNOWN, board.status().get(1).state());
    }

    @Test
    void aNameThatWasNotFoundYetIsNotForCalls() {
        board.configured(List.of(entry("a", "turn.example.com")));
        assertEquals(List.of(), board.inOrder());
        assertEquals("turn.example.com:3478", board.status().get(0).address());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "turn example", "192.0.2.1:3478", "192.0.2.300", "turn.example.com/x", "a$b"})
    void anAddressThatIsNoneIsRefused(String host) {
        IllegalArgumentException wrong = assertThrows(IllegalArgumentException.class, () -> entry("a", host));
        assertTrue(wrong.getMessage().startsWith("address "), wrong.getMessage());
    }

    @Test
    void thePasswordIsNeverPrinted() {
        ServerEntry entry = entry("a", "2001:db8::1");
        assertEquals("a (UDP [2001:db8::1]:3478)", entry.toString());
        board.configured(List.of(entry));
        assertFalse((board.status() + "" + board.inOrder()).contains("secret"));
    }
}
