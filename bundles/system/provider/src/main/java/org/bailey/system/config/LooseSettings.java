package org.bailey.system.config;

import jakarta.json.Json;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Settings and their JSON, by the types that the values have and the keys name: also of bundles that are not here any more.
 * Several values are a list, whatever they are kept in.
 */
public final class LooseSettings {
    private LooseSettings() {}

    public static JsonObject write(Map<String, Object> settings) {
        JsonObjectBuilder object = Json.createObjectBuilder();
        new TreeMap<>(settings).forEach((key, value) -> {
            Object plain = Change.plain(value);
            object.add(key + suffix(value, plain), Export.json(plain));
        });
        return object.build();
    }

    private static String suffix(Object value, Object plain) {
        if (!(plain instanceof List<?> many)) {
            return plain instanceof String ? "" : ":" + plain.getClass().getSimpleName();
        }
        Class<?> each = value.getClass().isArray()
                ? value.getClass().getComponentType()
                : many.isEmpty() ? String.class : many.get(0).getClass();
        return ":" + each.getSimpleName() + "[]";
    }

    public static Map<String, Object> read(JsonObject object) {
        Map<String, Object> settings = new TreeMap<>();
        object.forEach((key, json) -> {
            if (!ConfigurationFile.isReserved(key)) {
                int colon = key.indexOf(':');
                String type = colon < 0 ? "" : key.substring(colon + 1).replace("[]", "");
                settings.put(colon < 0 ? key : key.substring(0, colon), value(json, type));
            }
        });
        return settings;
    }

    private static Object value(JsonValue json, String type) {
        return switch (json.getValueType()) {
            case ARRAY -> {
                List<Object> many = new ArrayList<>();
                json.asJsonArray().forEach(each -> many.add(value(each, type)));
                yield many;
            }
            case TRUE -> true;
            case FALSE -> false;
            case NUMBER -> number((JsonNumber) json, type);
            case STRING -> text(((JsonString) json).getString(), type);
            default -> json.toString();
        };
    }

    private static Object text(String text, String type) {
        return type.startsWith("Char") && text.length() == 1 ? (Object) text.charAt(0) : text;
    }

    private static Object number(JsonNumber number, String type) {
        return switch (type) {
            case "Long", "long" -> number.longValue();
            case "Short", "short" -> (short) number.intValue();
            case "Byte", "byte" -> (byte) number.intValue();
            case "Double", "double" -> number.doubleValue();
            case "Float", "float" -> (float) number.doubleValue();
            default -> number.isIntegral() ? (Object) number.intValue() : number.doubleValue();
        };
    }
}
