package org.bailey.console.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.bailey.console.ConsoleUser;
import org.bailey.console.ConsoleUser.Role;
import org.bailey.console.provider.Admission.Admitted;
import org.bailey.console.provider.Admission.Refused;
import org.bailey.console.provider.Admission.Unknown;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GateTest {
    private static final ConsoleUser ADMIN = new ConsoleUser("admin", Role.ADMIN);

    @TempDir
    Path folder;

    private final MovableClock clock = new MovableClock();
    private final List<String> shown = new ArrayList<>();
    private Gate gate;
    private String password;

    @BeforeEach
    void firstStart() throws Exception {
        gate = open();
        password = shown.get(0);
    }

    private Gate open() throws IOException {
        return Gate.open(folder, clock, ConsoleSettings.DEFAULTS, shown::add);
    }

    private String signedIn(ConsoleUser user) {
        return gate.begin(user, FakeRequest.of("POST").request());
    }

    @Test
    void makesOnePasswordAtFirstStartAndNeverShowsItAgain() throws Exception {
        assertTrue(password.matches("([2-9a-kmnp-z]{5}-){3}[2-9a-kmnp-z]{5}"), password);
        open();
        assertEquals(1, shown.size());
        Path users = folder.resolve("users.json");
        assertFalse(Files.readString(users).contains(password));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(users)));
    }

    @Test
    void makesANewPasswordWhenTheFileWasDeleted() throws Exception {
        Files.delete(folder.resolve("users.json"));
        gate = open();
        assertEquals(2, shown.size());
        assertInstanceOf(
                Refused.class,
                gate.admit(FakeRequest.of("GET").basic("admin", password).request()));
        assertInstanceOf(
                Admitted.class,
                gate.admit(FakeRequest.of("GET").basic("admin", shown.get(1)).request()));
    }

    @Test
    void neverOverwritesADamagedFileOfUsers() throws Exception {
        Path users = Files.writeString(folder.resolve("users.json"), "{\"users\": [{\"name\": ");
        String said = assertThrows(IOException.class, this::open).getMessage();
        assertTrue(said.startsWith(users.toString()), said);
        assertEquals(1, shown.size());
    }

    @Test
    void knowsNobodyWithoutCookieAndPassword() {
        assertEquals(new Unknown(), gate.admit(FakeRequest.of("GET").request()));
        assertEquals(
                new Unknown(), gate.admit(FakeRequest.of("GET").login("made-up").request()));
        assertEquals(
                new Unknown(),
                gate.admit(FakeRequest.of("GET")
                        .header("Authorization", "Basic ???")
                        .request()));
    }

    @Test
    void letsInByPasswordAndByLogin() {
        HttpServletRequest program =
                FakeRequest.of("GET").basic("admin", password).request();
        assertEquals(new Admitted(ADMIN), gate.admit(program));
        assertEquals(ADMIN, ConsoleUser.of(program));
        String token = signedIn(ADMIN);
        assertEquals(
                new Admitted(ADMIN),
                gate.admit(FakeRequest.of("GET").login(token).request()));
    }

    @Test
    void aLoginOutlivesTheCodeThatMadeIt() throws Exception {
        String token = signedIn(ADMIN);
        assertFalse(Files.readString(folder.resolve("sessions.json")).contains(token));
        gate = open();
        assertEquals(
                new Admitted(ADMIN),
                gate.admit(FakeRequest.of("GET").login(token).request()));
    }

    @Test
    void aLoginIsOverWhenItWasNotUsedAndAfterItsLongestTime() {
        String idle = signedIn(ADMIN);
        clock.forward(Duration.ofMinutes(32));
        assertEquals(new Unknown(), gate.admit(FakeRequest.of("GET").login(idle).request()));

        String used = signedIn(ADMIN);
        for (int hours = 0; hours < 12; hours++) {
            for (int i = 0; i < 3; i++) {
                assertEquals(
                        new Admitted(ADMIN),
                        gate.admit(FakeRequest.of("GET").login(used).request()));
                clock.forward(Duration.ofMinutes(20));
            }
        }
        clock.forward(Duration.ofSeconds(1));
        assertEquals(new Unknown(), gate.admit(FakeRequest.of("GET").login(used).request()));
        assertEquals(0, gate.logins());
    }

    @Test
    void aLoginIsOverAfterSigningOutAndWhenTheUserChanges() throws Exception {
        String first = signedIn(ADMIN);
        gate.end(FakeRequest.of("GET").login(first).request());
        assertEquals(
                new Unknown(), gate.admit(FakeRequest.of("GET").login(first).request()));

        String second = signedIn(ADMIN);
        gate.putUser("admin", Role.ADMIN, "another password");
        assertEquals(
                new Unknown(), gate.admit(FakeRequest.of("GET").login(second).request()));
        assertInstanceOf(
                Refused.class,
                gate.admit(FakeRequest.of("GET").basic("admin", password).request()));
    }

    @Test
    void changesOnlyWhatOneOfOurPagesOrAProgramSends() {
        String token = signedIn(ADMIN);
        for (String method : List.of("POST", "PUT", "DELETE")) {
            FakeRequest own = FakeRequest.of(method).login(token).header("Sec-Fetch-Site", "same-origin");
            assertEquals(new Admitted(ADMIN), gate.admit(own.request()));
            FakeRequest older = FakeRequest.of(method).login(token).header("Origin", "https://gw.example.com:8443");
            assertEquals(new Admitted(ADMIN), gate.admit(older.request()));
            FakeRequest program = FakeRequest.of(method).basic("admin", password);
            assertEquals(new Admitted(ADMIN), gate.admit(program.request()));
        }
        for (FakeRequest foreign : List.of(
                FakeRequest.of("POST").login(token).header("Sec-Fetch-Site", "cross-site"),
                FakeRequest.of("POST").login(token).header("Sec-Fetch-Site", "same-site"),
                FakeRequest.of("POST").login(token).header("Origin", "https://evil.example.com"),
                FakeRequest.of("POST").login(token).header("Origin", "https://gw.example.com"),
                FakeRequest.of("POST").login(token).header("Origin", "null"),
                FakeRequest.of("POST").login(token),
                FakeRequest.of("POST").basic("admin", password).header("Origin", "https://evil.example.com"))) {
            Refused refused = assertInstanceOf(Refused.class, gate.admit(foreign.request()));
            assertEquals(403, refused.status());
        }
    }

    @Test
    void aViewerLooksAndChangesNothing() throws Exception {
        gate.putUser("olga", Role.VIEWER, "long enough");
        assertInstanceOf(
                Admitted.class,
                gate.admit(FakeRequest.of("GET").basic("olga", "long enough").request()));
        Refused refused = assertInstanceOf(
                Refused.class,
                gate.admit(FakeRequest.of("DELETE").basic("olga", "long enough").request()));
        assertEquals("olga may look but not change; ask an administrator.", refused.sentence());
    }

    @Test
    void doesNotListenToAnAddressWithTooManyWrongPasswordsUntilTheMinuteIsOver() {
        for (int i = 0; i < 8; i++) {
            Refused wrong = assertInstanceOf(
                    Refused.class,
                    gate.admit(FakeRequest.of("GET").basic("admin", "guess" + i).request()));
            assertEquals(401, wrong.status());
        }
        Refused shut = assertInstanceOf(
                Refused.class,
                gate.admit(FakeRequest.of("GET").basic("admin", password).request()));
        assertEquals(429, shut.status());
        assertTrue(shut.retryAfterSeconds() > 0 && shut.retryAfterSeconds() <= 61, shut::toString);
        FakeRequest other = FakeRequest.of("GET").basic("admin", password).from("192.0.2.2");
        assertEquals(new Admitted(ADMIN), gate.admit(other.request()));
        clock.forward(Duration.ofSeconds(61));
        assertEquals(
                new Admitted(ADMIN),
                gate.admit(FakeRequest.of("GET").basic("admin", password).request()));
    }

    @Test
    void refusesUsersThatCannotBeAndKeepsAnAdministrator() {
        assertTrue(refusal("olga", Role.VIEWER, "short").contains("10 to 256 characters; this one has 5"));
        assertTrue(refusal("ol ga", Role.VIEWER, "long enough").contains("letters, digits"));
        assertTrue(refusal("olga", Role.VIEWER, null).contains("a new one needs a password"));
        assertEquals("Somebody must stay administrator.", refusal("admin", Role.VIEWER, null));
        assertThrows(IllegalArgumentException.class, () -> gate.removeUser("admin"));
        assertEquals(List.of(ADMIN), gate.users());
    }

    private String refusal(String name, Role role, String secret) {
        return assertThrows(IllegalArgumentException.class, () -> gate.putUser(name, role, secret))
                .getMessage();
    }
}
