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
