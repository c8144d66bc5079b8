package org.bailey.console.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sign-in form, and what those hear who did not sign in. */
class FrontDoorTest {
    private static final String OWN = "https://gw.example.com:8443";

    @TempDir
    Path folder;

    private final List<String> shown = new ArrayList<>();
    private Gate gate;
    private LoginServlet login;

    @BeforeEach
    void open() throws Exception {
        gate = Gate.open(folder, new MovableClock(), ConsoleSettings.DEFAULTS, shown::add);
        login = new LoginServlet(gate);
    }

    private FakeRequest form(String password) {
        return FakeRequest.of("POST")
                .header("Origin", OWN)
                .parameter("user", "admin")
                .parameter("password", password);
    }

    private FakeResponse posted(FakeRequest form) throws Exception {
        FakeResponse answer = new FakeResponse();
        login.doPost(form.request(), answer.response());
        return answer;
    }

    @Test
    void theRightPasswordGivesACookieThatNoScriptAndNoOtherSiteCanUse() throws Exception {
        FakeResponse answer = posted(form(shown.get(0)).parameter("to", "/system/console/calls?x=1#id"));
        assertEquals(303, answer.status);
        assertEquals("/system/console/calls?x=1#id", answer.headers.get("Location"));
        String cookie = String.valueOf(answer.headers.get("Set-Cookie"));
        assertTrue(cookie.matches("__Host-bailey=[\\w-]{43}; Path=/; Secure; HttpOnly; SameSite=Strict"), cookie);
    }

    @Test
    void aWrongPasswordShowsTheFormAgainWithoutACookie() throws Exception {
        FakeResponse answer = posted(form("wrong").parameter("user", "\"><script>"));
        assertEquals(401, answer.status);
        assertFalse(answer.headers.containsKey("Set-Cookie"));
        assertTrue(answer.body().contains("User or password is wrong."));
        assertTrue(answer.body().contains("value=\"&quot;&gt;&lt;script&gt;\""));
        assertFalse(answer.body().contains("<script"));
    }

    @Test
    void aFormOfAnotherSiteSignsNobodyIn() throws Exception {
        for (String origin : List.of("https://evil.example.com", "https://gw.example.com", "null")) {
            FakeResponse answer = posted(form(shown.get(0)).header("Origin", origin));
            assertEquals(403, answer.status);
            assertFalse(answer.headers.containsKey("Set-Cookie"));
        }
        assertEquals(0, gate.logins());
    }

    @Test
    void neverLeadsToAnotherSite() throws Exception {
        for (String to : List.of(
                "https://evil.example.com/", "//evil.example.com", "/\\evil.example.com", "evil", "/a\r\nX: y")) {
            FakeResponse answer = posted(form(shown.get(0)).parameter("to", to));
            assertEquals("/system/console/overview", answer.headers.get("Location"), to);
        }
    }

    @Test
    void everyAnswerOfTheFormIsNeitherFramedNorKept() throws Exception {
        FakeResponse answer = new FakeResponse();
        login.doGet(FakeRequest.of("GET").request(), answer.response());
        assertEquals("DENY", answer.headers.get("X-Frame-Options"));
        assertEquals("no-store", answer.headers.get("Cache-Control"));
        assertEquals("nosniff", answer.headers.get("X-Content-Type-Options"));
        assertTrue(String.valueOf(answer.headers.get("Content-Security-Policy")).contains("default-src 'none'"));
        assertNotNull(answer.headers.get("Strict-Transport-Security"));
    }

    @Test
    void aPersonIsLedToTheFormAndAProgramIsToldToSignIn() throws Exception {
        FakeResponse person = new FakeResponse();
        Doorman doorman = new Doorman(gate);
        assertNull(doorman.letIn(
                FakeRequest.of("GET").header("Accept", "text/html,*/*").request(), person.response()));
        assertEquals(302, person.status);
        assertTrue(String.valueOf(person.headers.get("Location")).startsWith("/login?to=%2Fapi%2Fv1%2Fcalls"));

        FakeResponse program = new FakeResponse();
        assertNull(doorman.letIn(FakeRequest.of("GET").request(), program.response()));
        assertEquals(401, program.status);
        assertTrue(String.valueOf(program.headers.get("WWW-Authenticate")).startsWith("Basic"));

        FakeResponse page = new FakeResponse();
        assertNull(doorman.letIn(
                FakeRequest.of("GET").header("Sec-Fetch-Mode", "cors").request(), page.response()));
        assertEquals(401, page.status);
        assertNull(page.headers.get("WWW-Authenticate"));
    }
}
