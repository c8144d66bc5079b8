package org.bailey.backup.provider;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.bailey.system.SettingsRefused;

/**
 * What a backup says of itself, in {@code backup.json}.
 *
 * @param version major.minor.micro of the appliance that made it
 * @param modules versions of its bundles by name
 * @param hashes SHA-256 in hexadecimal of every other file, by name
 */
record About(
        Instant made,
        String version,
        String serial,
        boolean secrets,
        Map<String, String> modules,
        Map<String, String> hashes) {
    /** Grows when a reader of before would misunderstand. */
    static final int FORM = 1;

    private static final String MARK = "bailey-backup";

    byte[] json() {
        return Json.createObjectBuilder()
                .add(MARK, FORM)
                .add("made", made.toString())
                .add("version", version)
                .add("serial", serial)
                .add("secrets", secrets)
                .add("modules", texts(modules))
                .add("sha256", texts(hashes))
                .build()
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }

    private static JsonObjectBuilder texts(Map<String, String> from) {
        JsonObjectBuilder object = Json.createObjectBuilder();
        new TreeMap<>(from).forEach(object::add);
        return object;
    }

    static About read(byte[] json) throws SettingsRefused {
        try (var reader = Json.createReader(new ByteArrayInputStream(json))) {
            JsonObject object = reader.readObject();
            int form = object.getInt(MARK);
            if (form > FORM) {
                throw new SettingsRefused("the backup has form " + form + ", and this version reads up to " + FORM
                        + ": it was made by a newer version, update this appliance first");
            }
            return new About(
                    Instant.parse(object.getString("made")),
                    object.getString("version"),
                    object.getString("serial"),
                    object.getBoolean("secrets"),
                    texts(object.getJsonObject("modules")),
                    texts(object.getJsonObject("sha256")));
        } catch (JsonException | DateTimeException | NullPointerException | ClassCastException e) {
            throw new SettingsRefused("this is not a backup of an appliance: its backup.json does not say what it is");
        }
    }

    private static Map<String, String> texts(JsonObject object) {
        Map<String, String> texts = new TreeMap<>();
        object.forEach((name, value) -> texts.put(name, ((JsonString) value).getString()));
        return texts;
    }
}
