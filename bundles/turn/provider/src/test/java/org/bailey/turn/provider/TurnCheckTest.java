package org.bailey.turn.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.bailey.turn.TurnServer.Transport;
import org.bailey.turn.provider.servers.ServerEntry;
import org.junit.jupiter.api.Test;

class TurnCheckTest {
    private static final String PID = "org.bailey.turn.server~e1";

    private static List<String> objections(Map<String, Object> server) {
        return new TurnCheck().objections(Map.of(PID, server, "org.bailey.turn", Map.of("offer", true)));
    }

    @Test
    void takesAServerWithDefaults() {
        assertEquals(List.of(), objections(Map.of("address", "turn.example.com")));
        ServerEntry entry = ServerReading.read(PID, Map.of("address", "[2001:db8::1]", "transport", "TLS"));
        assertEquals("2001:db8::1", entry.host());
        assertEquals(3478, entry.port());
        assertEquals(Transport.TLS, entry.transport());
        assertEquals("e1", entry.name());
    }

    @Test
    void saysWhichSettingOfWhichServerIsWrong() {
        assertEquals(List.of(PID + " address is empty: give the server's name or IP address"), objections(Map.of()));
        assertEquals(
                List.of(PID + " password is empty although there is a username"),
                objections(Map.of("address", "192.0.2.1", "username", "us")));
        assertEquals(
                List.of(PID + " transport is 'SCTP', but has to be one of [UDP, TCP, TLS]"),
                objections(Map.of("address", "192.0.2.1", "transport", "sctp")));
        assertEquals(
                List.of(PID + " port 70000 is not from 1 to 65535"),
                objections(Map.of("address", "192.0.2.1", "port", 70000)));
    }

    @Test
    void namesTheRangeOfTheSwitchesSettings() {
        List<String> objections =
                new TurnCheck().objections(Map.of("org.bailey.turn", Map.of("offer", true, "probeSeconds", 1)));
        assertEquals(List.of("org.bailey.turn probeSeconds 1 is not from 5 to 3600"), objections);
    }

    @Test
    void neverTellsThePassword() {
        List<String> objections =
                objections(Map.of("address", "192.0.2.1", "port", "x", "username", "us", "password", "hush"));
        assertEquals(1, objections.size());
        assertTrue(!objections.get(0).contains("hush"), objections.get(0));
    }
}
