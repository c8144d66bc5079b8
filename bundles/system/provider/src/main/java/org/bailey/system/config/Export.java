package org.bailey.system.config;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonGenerator;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes configurations in the OSGi Configurator form with typed keys. */
public final class Export {
    private Export() {}

    public static String text(Map<String, Map<String, Object>> configurations, Catalog catalog) {
        JsonObjectBuilder file = Json.createObjectBuilder().add(":configurator:resource-version", 1);
        new TreeMap<>(configurations).forEach((pid, settings) -> {
            ObjectClass known = catalog.find(pid);
            if (known != null) {
                file.add(pid, settings(known, settings));
            }
        });
        return text(file.build());
    }

    /** {@return one member or entry a line} */
    public static String text(JsonObject file) {
        StringWriter out = new StringWriter();
        try (var writer = Json.createWriterFactory(Map.of(JsonGenerator.PRETTY_PRINTING, true))
                .createWriter(out)) {
            writer.writeObject(file);
        }
        return out.toString().strip() + "\n";
    }

    private static JsonObject settings(ObjectClass known, Map<String, Object> settings) {
        JsonObjectBuilder keys = Json.createObjectBuilder();
        for (Attribute attribute : known.attributes().values()) {
            Object value = settings.get(attribute.id());
            if (value != null) {
                String many = attribute.cardinality() == 0 ? "" : "[]";
                boolean plain = attribute.type().isText() && many.isEmpty();
                String key = plain
                        ? attribute.id()
                        : attribute.id() + ":" + attribute.type().typeName() + many;
                keys.add(key, attribute.isSecret() ? Json.createValue(Validator.KEPT) : json(Change.plain(value)));
            }
        }
        return keys.build();
    }

    /** @param value a scalar, or a list of them */
    public static JsonValue json(Object value) {
        if (value instanceof List<?> many) {
            JsonArrayBuilder array = Json.createArrayBuilder();
            many.forEach(each -> array.add(json(each)));
            return array.build();
        }
        if (value instanceof Boolean flag) {
            return flag ? JsonValue.TRUE : JsonValue.FALSE;
        }
        return value instanceof Number
                ? Json.createValue(new BigDecimal(value.toString()))
                : Json.createValue(value.toString());
    }
}
