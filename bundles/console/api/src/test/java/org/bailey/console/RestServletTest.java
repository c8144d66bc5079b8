package org.bailey.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.json.Json;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RestServletTest {
    /** Says the name it was sent. */
    private static final class Echo extends RestServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
            String name = body(request, "{\"name\": \"x\"}", body -> body.getString("name"));
            if (name.equals("broken")) {
                throw new NullPointerException("a fault of our own");
            }
            answer(response, Json.createObjectBuilder().add("said", name).build());
        }
    }

    private static Exchange post(String body) throws Exception {
        return Exchange.with(new Echo(), "POST", "", body);
    }

    @Test
    void readsABody() throws Exception {
        assertEquals("me", post("{\"name\": \"me\"}").json().getString("said"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{", "[]", "null", "{\"name\": 7}", "{\"name\": null}", "{\"nam", "\u0000"})
    void saysWhatABodyLooksLike(String body) throws Exception {
        Exchange answered = post(body);
        assertEquals(400, answered.status());
        assertEquals(
                "The body must be JSON such as {\"name\": \"x\"}.",
                answered.json().getString("detail"));
    }

    @Test
    void readsNoEndlessBody() throws Exception {
        Exchange answered = post("{\"name\": \"" + "x".repeat(70_000) + "\"}");
        assertEquals(400, answered.status());
        assertEquals("The body has more than 65536 bytes.", answered.json().getString("detail"));
    }

    @Test
    void isNotBlamedOnTheBodyWhenItIsOurs() {
        assertThrows(NullPointerException.class, () -> post("{\"name\": \"broken\"}"));
    }
}
