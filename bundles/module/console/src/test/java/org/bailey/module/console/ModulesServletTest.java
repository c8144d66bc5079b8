package org.bailey.module.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import org.bailey.console.Exchange;
import org.bailey.module.UpdateRecord.Outcome;
import org.junit.jupiter.api.Test;

class ModulesServletTest {
    private final Workshop workshop = new Workshop();
    private final ModulesServlet servlet = new ModulesServlet(workshop);

    private Exchange ask(String method, String path, String body) throws Exception {
        return Exchange.with(servlet, method, path, body);
    }

    @Test
    void itShowsFeaturesAndTheUpdateUnderWay() throws Exception {
        JsonObject quiet = ask("GET", "", "").json();
        assertEquals(JsonValue.NULL, quiet.get("update"));
        JsonObject turn = quiet.getJsonArray("features").getJsonObject(1);
        assertEquals("LOCKED", turn.getString("state"));
        assertEquals("It takes an option key for turn-client.", turn.getString("detail"));
        workshop.current = Workshop.record(Outcome.WATCHED);
        JsonObject update = ask("GET", "", "").json().getJsonObject("update");
        assertEquals("WATCHED", update.getString("outcome"));
        assertEquals("begun", update.getJsonArray("steps").getJsonObject(0).getString("sentence"));
    }

    @Test
    void theHistoryIsBelow() throws Exception {
        JsonObject first =
                ask("GET", "/history", "").json().getJsonArray("history").getJsonObject(0);
        assertEquals("PUT_BACK", first.getString("outcome"));
    }

    @Test
    void aFileIsAnsweredWithItsPlan() throws Exception {
        JsonObject plan = ask("POST", "/plan?name=m.jar", "good").json();
        assertTrue(plan.getBoolean("possible"));
        assertEquals("m.jar", plan.getString("file"));
        assertEquals("c1", plan.getJsonObject("calls").getJsonArray("media").getString(0));
        assertEquals(
                "SIDE_BY_SIDE",
                plan.getJsonArray("replacements").getJsonObject(0).getString("way"));
    }

    @Test
    void aFileThatIsNoneIsRefusedWithTheReason() throws Exception {
        Exchange exchange = ask("POST", "/plan?name=m.txt", "text");
        assertEquals(400, exchange.status());
        assertEquals(
                "m.txt is neither a bundle nor a feature archive.",
                exchange.json().getString("detail"));
    }

    @Test
    void aKeptPlanIsShownAgainAndAForgottenOneIsNot() throws Exception {
        assertEquals("kept.jar", ask("GET", "/plan/0a1b", "").json().getString("file"));
        assertEquals(404, ask("GET", "/plan/ffff", "").status());
    }

    @Test
    void aPlanIsAppliedInTheNameOfWhoeverAsks() throws Exception {
        Exchange exchange = ask("POST", "/apply", "{\"plan\": \"0a1b\", \"drain\": true}");
        assertEquals(202, exchange.status());
        assertEquals("u1", exchange.json().getString("update"));
        ask("POST", "/apply", "{\"plan\": \"0a1b\"}");
        assertEquals(List.of("0a1b anna, REST true", "0a1b anna, REST false"), workshop.asked);
    }

    @Test
    void aRefusalIsAConflictWithItsSentence() throws Exception {
        workshop.refusal = "Another update is under way; wait until it has ended.";
        Exchange exchange = ask("POST", "/apply", "{\"plan\": \"0a1b\"}");
        assertEquals(409, exchange.status());
        assertEquals(workshop.refusal, exchange.json().getString("detail"));
    }

    @Test
    void aBodyThatSaysNothingIsRefusedAndNothingIsDone() throws Exception {
        for (String body : List.of("", "{}", "[]", "{\"plan\": 7}", "plan=0a1b")) {
            assertEquals(400, ask("POST", "/apply", body).status(), body);
        }
        assertEquals(List.of(), workshop.asked);
    }

    @Test
    void otherPathsAreNotThere() throws Exception {
        assertEquals(404, ask("GET", "/nothing", "").status());
        assertEquals(404, ask("POST", "/history", "").status());
    }
}
