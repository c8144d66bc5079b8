package org.bailey.media.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MediaCheckTest {
    private static List<String> objections(Map<String, Object> settings) {
        return new MediaCheck().objections(Map.of("org.bailey.media", settings));
    }

    @Test
    void aRangeThatEndsBeforeItBeginsIsObjectedTo() {
        String why = ", a stream takes an even port and the odd one behind it";
        assertEquals(
                List.of("org.bailey.media lastPort 56000 must be above firstPort 56001" + why),
                objections(Map.of("firstPort", 56001, "lastPort", 56000)));
        assertEquals(
                List.of("org.bailey.media lastPort 57000 must be above firstPort 58000" + why),
                objections(Map.of("firstPort", 58000)));
    }

    @Test
    void anAddressThatIsNoneIsObjectedTo() {
        assertEquals(
                List.of("org.bailey.media bindAddress \"gw.example.com\" is not an IP address, such as 192.0.2.10"),
                objections(Map.of("bindAddress", "gw.example.com")));
        assertEquals(List.of(), objections(Map.of("bindAddress", "192.0.2.10", "loops", 0)));
    }

    @Test
    void aPortOfSipAmongThoseOfMediaIsObjectedTo() {
        var listener = Map.<String, Object>of("transport", "tcp", "port", 56_500);
        assertEquals(
                List.of("org.bailey.sip.listener~rooms port 56500 is one of the media ports 56000 to 57000: give the"
                        + " listener another one, or media another range"),
                new MediaCheck().objections(Map.of("org.bailey.sip.listener~rooms", listener)));
        var moved = Map.<String, Object>of("firstPort", 20_000, "lastPort", 21_000);
        assertEquals(
                List.of(),
                new MediaCheck()
                        .objections(Map.of("org.bailey.sip.listener~rooms", listener, "org.bailey.media", moved)));
    }
}
