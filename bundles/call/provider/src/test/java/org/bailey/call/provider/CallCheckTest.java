package org.bailey.call.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CallCheckTest {
    @Test
    void numbersThatCannotBeAreObjectedToByName() {
        assertEquals(
                List.of("org.bailey.call maxWaiting: 1 is not between 16 and 10000"),
                new CallCheck().objections(Map.of("org.bailey.call", Map.of("maxWaiting", 1))));
        assertEquals(List.of(), new CallCheck().objections(Map.of("org.bailey.call", Map.of("maxCalls", 7))));
    }
}
