package org.bailey.console.provider;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.bailey.console.ConsoleUser;
import org.bailey.console.ConsoleUser.Role;
import org.jspecify.annotations.Nullable;

/** Who may sign in, as kept in {@code console/users.json}. Safe for use by many threads. */
final class Users {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final int SHORTEST_PASSWORD = 10;
    private static final int LONGEST_PASSWORD = 256;

    private record Entry(ConsoleUser user, Password password) {}

    /** Takes as long to check as a real one: an unknown name must not answer faster. */
    private static final Password NOBODY = Password.nobodys();

    private final PrivateFile file;
    private volatile Map<String, Entry> entries;

    private Users(PrivateFile file, Map<String, Entry> entries) {
        this.file = file;
        this.entries = entries;
    }

    /**
     * Reads the users, or makes the user {@code admin} with a random password when there is no file.
     *
     * @param firstPassword gets the password that was made
     * @throws IOException when the file is damaged: it is never overwritten
     */
    static Users open(PrivateFile file, Consumer<String> firstPassword) throws IOException {
        Optional<JsonObject> stored = file.read();
        if (stored.isPresent()) {
            try {
                return new Users(file, parse(stored.get()));
            } catch (RuntimeException e) {
                throw new IOException(file.path() + " does not list users as it should: " + e.getMessage(), e);
            }
        }
        Users users = new Users(file, Map.of());
        String password = Password.random();
        users.put("admin", Role.ADMIN, password);
        firstPassword.accept(password);
        return users;
    }

    Optional<ConsoleUser> find(String name) {
        Entry entry = entries.get(name);
        return entry == null ? Optional.empty() : Optional.of(entry.user());
    }

    Optional<ConsoleUser> signIn(String name, String password) {
        Entry entry = entries.get(name);
        boolean right = (entry == null ? NOBODY : entry.password()).matches(password);
        return entry != null && right ? Optional.of(entry.user()) : Optional.empty();
    }

    List<ConsoleUser> all() {
        return entries.values().stream().map(Entry::user).toList();
    }

    /**
     * Adds a user or changes one.
     *
     * @param password null leaves the one there is
     * @throws IllegalArgumentException with a sentence for the operator
     */
    synchronized void put(String name, Role role, @Nullable String password) throws IOException {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "A user name has 1 to 64 letters, digits, dots, hyphens or underscores.");
        }
        if (password != null && (password.length() < SHORTEST_PASSWORD || password.length() > LONGEST_PASSWORD)) {
            throw new IllegalArgumentException("A password has " + SHORTEST_PASSWORD + " to " + LONGEST_PASSWORD
                    + " characters; this one has " + password.length() + ".");
        }
        Entry old = entries.get(name);
        if (old == null && password == null) {
            throw new IllegalArgumentException("There is no user " + name + ": a new one needs a password.");
        }
        Map<String, Entry> changed = new TreeMap<>(entries);
        Password stored = password == null && old != null ? old.password() : Password.of(String.valueOf(password));
        changed.put(name, new Entry(new ConsoleUser(name, role), stored));
        store(changed);
    }

    /** @throws IllegalArgumentException when there is no such user, or nobody would be left to administrate */
    synchronized void remove(String name) throws IOException {
        Map<String, Entry> changed = new TreeMap<>(entries);
        if (changed.remove(name) == null) {
            throw new IllegalArgumentException("There is no user " + name + ".");
        }
        store(changed);
    }

    /** {@return all with the hashes of their passwords, as {@link #replace} takes them} */
    String text() {
        return json(entries).toString();
    }

    /** {@return whom a text has} @throws IllegalArgumentException when it is none, or nobody in it could administrate */
    static Set<String> names(String text) {
        return requireAdministrator(read(text)).keySet();
    }

    /** Those in a text, and only they. */
    synchronized void replace(String text) throws IOException {
        store(read(text));
    }

    private static Map<String, Entry> read(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return parse(reader.readObject());
        } catch (RuntimeException e) {
            // whatever the parser dislikes
            throw new IllegalArgumentException("does not list users as it should", e);
        }
    }

    private static Map<String, Entry> requireAdministrator(Map<String, Entry> all) {
        if (all.values().stream().noneMatch(entry -> entry.user().role() == Role.ADMIN)) {
            throw new IllegalArgumentException("Somebody must stay administrator.");
        }
        return all;
    }

    private void store(Map<String, Entry> changed) throws IOException {
        file.write(json(requireAdministrator(changed)));
        entries = Collections.unmodifiableMap(changed);
    }

    private static JsonObject json(Map<String, Entry> changed) {
        JsonArrayBuilder list = Json.createArrayBuilder();
        for (Entry entry : new ArrayList<>(changed.values())) {
            list.add(Json.createObjectBuilder()
                    .add("name", entry.user().name())
                    .add("role", entry.user().role().name())
                    .add("iterations", entry.password().iterations())
                    .add("salt", entry.password().salt())
                    .add("hash", entry.password().hash()));
        }
        return Json.createObjectBuilder().add("users", list).build();
    }

    private static Map<String, Entry> parse(JsonObject stored) {
        Map<String, Entry> entries = new TreeMap<>();
        for (JsonValue value : stored.getJsonArray("users")) {
            JsonObject user = value.asJsonObject();
            String name = user.getString("name");
            Password password = new Password(user.getInt("iterations"), user.getString("salt"), user.getString("hash"));
            entries.put(name, new Entry(new ConsoleUser(name, Role.valueOf(user.getString("role"))), password));
        }
        return entries;
    }
}
