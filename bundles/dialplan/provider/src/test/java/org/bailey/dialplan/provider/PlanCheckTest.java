package org.bailey.dialplan.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlanCheckTest {
    private final PlanCheck check = new PlanCheck();

    @Test
    void whatOthersConfigureIsNoneOfItsBusiness() {
        assertEquals(List.of(), check.objections(Map.of("org.bailey.media", Map.of("firstPort", 1))));
    }

    private List<String> zone(Map<String, Object> zone) {
        return check.objections(Map.of(
                "org.bailey.sip.listener~standard", Map.of(),
                "org.bailey.sip.listener~udp", Map.of("transport", "udp"),
                "org.bailey.sip.listener~microsoft", Map.of("transport", "tls"),
                "org.bailey.dialplan.zone~rooms", zone));
    }

    @Test
    void aZoneIsReachedFromAListenerThatIsThereAndSpeaksItsTransport() {
        assertEquals(List.of(), zone(Map.of("peers", "192.0.2.1")));
        assertEquals(List.of(), zone(Map.of("peers", "192.0.2.1", "transport", "UDP", "listener", "udp")));
        assertEquals(
                List.of("org.bailey.dialplan.zone~rooms listener 'nosuch' is no SIP listener; there are [microsoft,"
                        + " standard, udp] (org.bailey.sip.listener~NAME)"),
                zone(Map.of("peers", "192.0.2.1", "listener", "nosuch")));
        assertEquals(
                List.of("org.bailey.dialplan.zone~rooms listener 'udp' speaks udp, but the zone's transport is tls:"
                        + " name a listener of that transport"),
                zone(Map.of("peers", "192.0.2.1", "listener", "udp")));
        assertEquals(List.of(), zone(Map.of("peers", "192.0.2.1", "listener", "nosuch", "enabled", false)));
    }

    @Test
    void theZoneToMicrosoftNeedsItsListenerToo() {
        List<String> objections = check.objections(Map.of(
                "org.bailey.sip.listener~standard", Map.of(),
                "org.bailey.b2bua", Map.of("destination", "pool.example.com", "listener", "ms")));
        assertEquals(1, objections.size());
        assertTrue(objections.get(0).startsWith("org.bailey.b2bua listener 'ms' is no SIP listener"));
    }

    @Test
    void aPatternThatCannotBeIsObjectedToWithItsPid() {
        List<String> objections = check.objections(Map.of(
                "org.bailey.dialplan.zone~rooms", Map.of("name", "Rooms", "peers", new String[] {"192.0.2.1"}),
                "org.bailey.dialplan.rule~r", Map.of("pattern", "^(?!0).+", "target", "Rooms")));
        assertEquals(1, objections.size());
        assertTrue(objections.get(0).startsWith("org.bailey.dialplan.rule~r pattern '^(?!0).+' uses (?!"));
        assertTrue(objections.get(0).endsWith("with a smaller priority number"), objections.get(0));
    }
}
