package org.bailey.module.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.util.List;
import org.bailey.console.Exchange;
import org.junit.jupiter.api.Test;

class DrainServletTest {
    private final Workshop workshop = new Workshop();
    private final DrainServlet servlet = new DrainServlet(workshop);

    @Test
    void itIsTurnedOnAndOffInTheNameOfWhoeverAsks() throws Exception {
        JsonObject on =
                Exchange.with(servlet, "PUT", "", "{\"overRestart\": true}").json();
        assertTrue(on.getBoolean("on"));
        assertEquals(Workshop.NOW.toString(), on.getString("since"));
        assertTrue(Exchange.with(servlet, "GET", "", "").json().getBoolean("on"));
        assertFalse(Exchange.with(servlet, "DELETE", "", "").json().getBoolean("on"));
        Exchange.with(servlet, "PUT", "", "{}");
        assertEquals(List.of("on anna true", "off anna", "on anna false"), workshop.asked);
    }

    @Test
    void aBodyThatIsNoJsonTurnsNothingOn() throws Exception {
        for (String body : List.of("", "on", "[]")) {
            assertEquals(400, Exchange.with(servlet, "PUT", "", body).status(), body);
        }
        assertEquals(List.of(), workshop.asked);
    }

    @Test
    void theOverviewCountsWhatServesAndSaysWhatIsUnderWay() {
        ModuleStatus status = new ModuleStatus(workshop, workshop);
        JsonObject quiet = status.status();
        assertEquals(2, quiet.getInt("features"));
        assertEquals(1, quiet.getInt("serving"));
        assertEquals("", quiet.getString("update"));
        assertFalse(quiet.getBoolean("draining"));
        workshop.current = Workshop.record(org.bailey.module.UpdateRecord.Outcome.REPLACING);
        workshop.on("anna", false);
        assertEquals("m 1.0.0 to 1.0.1", status.status().getString("update"));
        assertTrue(status.status().getBoolean("draining"));
    }
}
