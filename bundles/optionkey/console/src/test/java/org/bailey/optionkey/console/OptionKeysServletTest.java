package org.bailey.optionkey.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import org.bailey.console.Exchange;
import org.junit.jupiter.api.Test;

class OptionKeysServletTest {
    private final Drawer drawer = new Drawer();
    private final OptionKeysServlet servlet = new OptionKeysServlet(drawer);

    private Exchange ask(String method, String path, String body) throws Exception {
        return Exchange.with(servlet, method, path, body);
    }

    @Test
    void itShowsSerialNumberKeysFeaturesAndProblems() throws Exception {
        JsonObject all = ask("GET", "", "").json();
        assertEquals(Drawer.SERIAL, all.getString("serial"));
        JsonObject key = all.getJsonArray("keys").getJsonObject(0);
        assertEquals("VALID", key.getString("state"));
        assertEquals(10, key.getInt("count"));
        assertEquals(JsonValue.NULL, key.get("expires"));
        JsonObject feature = all.getJsonArray("features").getJsonObject(1);
        assertEquals("2027-12-31", feature.getString("until"));
        assertEquals(2, feature.getJsonArray("calls").size());
        assertTrue(all.getJsonArray("problems").getString(0).contains("ended on 2026-03-01"));
    }

    @Test
    void theTextOfAKeyIsNeverShown() throws Exception {
        assertEquals(-1, ask("GET", "", "").json().toString().indexOf("text"));
    }

    @Test
    void aKeyIsLookedAtWithoutBeingStored() throws Exception {
        Exchange exchange = ask("POST", "", "{\"key\": \"good\", \"examine\": true}");
        assertEquals(200, exchange.status());
        assertEquals("cluster", exchange.json().getString("feature"));
        assertEquals(2, drawer.stored.size());
    }

    @Test
    void aGoodKeyIsStored() throws Exception {
        assertEquals(201, ask("POST", "", "{\"key\": \"good\"}").status());
        assertEquals(3, drawer.stored.size());
    }

    @Test
    void aWrongKeyIsRefusedWithThePlaceAndNothingIsStored() throws Exception {
        Exchange exchange = ask("POST", "", "{\"key\": \"bad\"}");
        assertEquals(422, exchange.status());
        assertTrue(exchange.json().getString("detail").contains("group 3, character 2"));
        assertEquals(2, drawer.stored.size());
    }

    @Test
    void aBodyThatSaysNothingIsRefused() throws Exception {
        for (String body : new String[] {"", "{}", "[]", "{\"key\": 7}", "good"}) {
            assertEquals(400, ask("POST", "", body).status(), body);
        }
    }

    @Test
    void aKeyIsRemovedByItsNameAndOnce() throws Exception {
        assertEquals(204, ask("DELETE", "/old", "").status());
        assertEquals(404, ask("DELETE", "/old", "").status());
        assertEquals(1, drawer.stored.size());
    }

    @Test
    void otherPathsAreNotThere() throws Exception {
        assertEquals(404, ask("GET", "/old", "").status());
    }
}
