package org.bailey.console.provider;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.bailey.console.ConsoleUser;
import org.bailey.console.ConsoleUser.Role;
import org.bailey.console.provider.Admission.Admitted;
import org.bailey.console.provider.Admission.Refused;
import org.bailey.console.provider.Admission.Unknown;
import org.bailey.system.Requester;
import org.jspecify.annotations.Nullable;

/** Decides who comes in and what they may do there. One for console, REST and sign-in form. Safe for use by many threads. */
final class Gate {
    private final Users users;
    private final Sessions sessions;
    private final WrongPasswords wrong;
    private final RecentCredentials recent;
    private volatile ConsoleSettings settings;

    Gate(Users users, Sessions sessions, Clock clock, ConsoleSettings settings) {
        this.users = users;
        this.sessions = sessions;
        this.settings = settings;
        wrong = new WrongPasswords(clock);
        recent = new RecentCredentials(clock);
    }

    /** @param firstPassword gets the password of {@code admin} when it had to be made */
    static Gate open(Path folder, Clock clock, ConsoleSettings settings, Consumer<String> firstPassword)
            throws IOException {
        return new Gate(
                Users.open(new PrivateFile(folder.resolve("users.json")), firstPassword),
                new Sessions(new PrivateFile(folder.resolve("sessions.json")), clock),
                clock,
                settings);
    }

    void use(ConsoleSettings fresh) {
        settings = fresh;
    }

    /** Looks at a request to console or REST. */
    Admission admit(HttpServletRequest request) {
        Optional<ConsoleUser> byCookie = session(request);
        if (byCookie.isPresent()) {
            return allowed(byCookie.get(), request, true);
        }
        Optional<BasicCredentials> credentials = BasicCredentials.of(request);
        if (credentials.isEmpty()) {
            return new Unknown();
        }
        Admission proof = signIn(credentials.get(), request);
        return proof instanceof Admitted known ? allowed(known.user(), request, false) : proof;
    }

    /** Checks user and password; a wrong pair is {@link Refused} with 401. */
    Admission signIn(BasicCredentials credentials, HttpServletRequest request) {
        Optional<ConsoleUser> known = users.find(credentials.user());
        if (known.isPresent() && recent.right(credentials)) {
            return new Admitted(known.get());
        }
        String address = String.valueOf(request.getRemoteAddr());
        long wait = wrong.waitSeconds(address, settings.wrongPasswordsPerMinute());
        if (wait > 0) {
            return new Refused(429, "Too many wrong passwords from " + address + ": wait " + wait + " s.", wait);
        }
        Optional<ConsoleUser> user = users.signIn(credentials.user(), credentials.password());
        if (user.isEmpty()) {
            wrong.wrong(address);
            Audit.wrongPassword(credentials.user(), request);
            return new Refused(401, "User or password is wrong.");
        }
        wrong.right(address);
        recent.add(credentials);
        return new Admitted(user.get());
    }

    /** {@return the secret for the cookie} */
    String begin(ConsoleUser user, HttpServletRequest request) {
        Audit.signedIn(user.name(), request);
        return sessions.begin(user.name(), settings);
    }

    void end(HttpServletRequest request) {
        session(request).ifPresent(user -> Audit.signedOut(user.name(), request));
        sessions.end(Cookies.token(request));
    }

    List<ConsoleUser> users() {
        return users.all();
    }

    /** Adds or changes a user; logins that user had are over. */
    void putUser(String name, Role role, @Nullable String password) throws IOException {
        users.put(name, role, password);
        recent.clear();
        sessions.endAll(name);
    }

    void removeUser(String name) throws IOException {
        users.remove(name);
        recent.clear();
        sessions.endAll(name);
    }

    String usersText() {
        return users.text();
    }

    /** Puts others in the place of all users; every login is over. */
    void replaceUsers(String text) throws IOException {
        List<ConsoleUser> before = users.all();
        users.replace(text);
        recent.clear();
        before.forEach(user -> sessions.endAll(user.name()));
    }

    int logins() {
        return sessions.size();
    }

    private Optional<ConsoleUser> session(HttpServletRequest request) {
        String token = Cookies.token(request);
        return token.isEmpty()
                ? Optional.empty()
                : sessions.user(token, settings).flatMap(users::find);
    }

    private static Admission allowed(ConsoleUser user, HttpServletRequest request, boolean byCookie) {
        if (SameOrigin.changes(request)) {
            String foreign = SameOrigin.refusal(request, byCookie);
            String why = foreign.isEmpty() && user.role() != Role.ADMIN
                    ? user.name() + " may look but not change; ask an administrator."
                    : foreign;
            if (!why.isEmpty()) {
                Audit.refused(user.name(), request, why);
                return new Refused(403, why);
            }
            Audit.change(user.name(), request);
        }
        Requester.note(user.name());
        user.attach(request);
        return new Admitted(user);
    }
}
