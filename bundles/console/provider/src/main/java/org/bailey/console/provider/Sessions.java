package org.bailey.console.provider;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logins that are on. They are kept in {@code console/sessions.json}, tokens as hashes, so that people stay signed in
 * while this code is replaced. Safe for use by many threads.
 */
final class Sessions {
    private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);
    private static final int TOKEN_BYTES = 32;
    private static final int MOST_SESSIONS = 1000;
    /** Use is written down in this grain; a crash costs no more idle time than this. */
    private static final Duration GRAIN = Duration.ofMinutes(1);

    private static final SecureRandom RANDOM = new SecureRandom();

    private record Session(String user, Instant begun, Instant used) {}

    private final PrivateFile file;
    private final Clock clock;
    private final Map<String, Session> byToken = new HashMap<>();

    Sessions(PrivateFile file, Clock clock) {
        this.file = file;
        this.clock = clock;
        try {
            file.read().ifPresent(this::restore);
        } catch (IOException | RuntimeException e) {
            LOG.warn("the logins in {} are lost, everybody has to sign in again: {}", file.path(), e.getMessage());
        }
    }

    /** {@return the secret for the cookie; it is nowhere else} */
    synchronized String begin(String user, ConsoleSettings settings) {
        byte[] random = new byte[TOKEN_BYTES];
        RANDOM.nextBytes(random);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        Instant now = clock.instant();
        byToken.values().removeIf(session -> over(session, now, settings));
        if (byToken.size() >= MOST_SESSIONS) {
            byToken.entrySet().stream()
                    .min(Map.Entry.comparingByValue(Comparator.comparing(Session::used)))
                    .ifPresent(oldest -> byToken.remove(oldest.getKey()));
        }
        byToken.put(Password.fingerprint(token), new Session(user, now, now));
        store();
        return token;
    }

    /** {@return whose login that is; empty when it is none, or over} */
    synchronized Optional<String> user(String token, ConsoleSettings settings) {
        String key = Password.fingerprint(token);
        Session session = byToken.get(key);
        if (session == null) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        if (over(session, now, settings)) {
            byToken.remove(key);
            store();
            return Optional.empty();
        }
        if (now.isAfter(session.used().plus(GRAIN))) {
            byToken.put(key, new Session(session.user(), session.begun(), now));
            store();
        }
        return Optional.of(session.user());
    }

    synchronized void end(String token) {
        if (byToken.remove(Password.fingerprint(token)) != null) {
            store();
        }
    }

    synchronized void endAll(String user) {
        if (byToken.values().removeIf(session -> session.user().equals(user))) {
            store();
        }
    }

    synchronized int size() {
        return byToken.size();
    }

    private static boolean over(Session session, Instant now, ConsoleSettings settings) {
        return now.isAfter(session.used().plus(settings.idle()).plus(GRAIN))
                || now.isAfter(session.begun().plus(settings.longest()));
    }

    private void restore(JsonObject stored) {
        for (JsonValue value : stored.getJsonArray("sessions")) {
            JsonObject session = value.asJsonObject();
            byToken.put(
                    session.getString("token"),
                    new Session(
                            session.getString("user"),
                            Instant.parse(session.getString("begun")),
                            Instant.parse(session.getString("used"))));
        }
    }

    private void store() {
        JsonArrayBuilder list = Json.createArrayBuilder();
        byToken.forEach((token, session) -> list.add(Json.createObjectBuilder()
                .add("token", token)
                .add("user", session.user())
                .add("begun", session.begun().toString())
                .add("used", session.used().toString())));
        try {
            file.write(Json.createObjectBuilder().add("sessions", list).build());
        } catch (IOException e) {
            LOG.warn("logins cannot be written to {}, they end with the next restart: {}", file.path(), e.toString());
        }
    }
}
