package org.bailey.system.config;

import jakarta.json.Json;
import jakarta.json.JsonConfig;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParsingException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Text of the OSGi Configurator form to PIDs with their keys, not yet checked (section 150.3). */
public final class ConfigurationFile {
    private static final String RESERVED = ":configurator:";
    /** What a file of ours says about itself. No PID begins so. */
    private static final String OURS = ":bailey:";

    private static final String VERSION = ":configurator:resource-version";
    private static final JsonReaderFactory READERS =
            Json.createReaderFactory(Map.of(JsonConfig.KEY_STRATEGY, JsonConfig.KeyStrategy.NONE));

    private ConfigurationFile() {}

    /** @throws Refused when the text is no JSON object of JSON objects */
    public static Map<String, JsonObject> parse(String text) throws Refused {
        JsonValue read;
        try (var reader = READERS.createReader(new StringReader(JsonComments.blank(text)))) {
            read = reader.readValue();
        } catch (JsonParsingException e) {
            throw new Refused(List.of("not JSON: it breaks off or goes wrong in line "
                    + e.getLocation().getLineNumber() + ", column "
                    + e.getLocation().getColumnNumber() + "; look for a comma, quote or brace there or just before"));
        } catch (JsonException | IllegalStateException e) {
            throw new Refused(List.of("not JSON: " + e.getMessage()));
        }
        if (read.getValueType() != JsonValue.ValueType.OBJECT) {
            throw new Refused(List.of("a configuration file is one JSON object: it begins with { and ends with }"));
        }
        JsonObject json = read.asJsonObject();
        List<String> reasons = new ArrayList<>();
        if (!(json.get(VERSION) instanceof JsonNumber version) || version.intValue() != 1) {
            reasons.add("\"" + VERSION + "\": 1 is missing: is this a configuration file?");
        }
        Map<String, JsonObject> configurations = new LinkedHashMap<>();
        json.forEach((pid, value) -> {
            if (pid.startsWith(RESERVED) || pid.startsWith(OURS)) {
                return;
            }
            if (value.getValueType() == JsonValue.ValueType.OBJECT) {
                configurations.put(pid, value.asJsonObject());
            } else {
                reasons.add(pid + ": its settings must stand in braces { }");
            }
        });
        if (!reasons.isEmpty()) {
            throw new Refused(reasons);
        }
        return configurations;
    }

    static boolean isReserved(String key) {
        return key.startsWith(RESERVED);
    }
}
