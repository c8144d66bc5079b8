package org.bailey.system.config;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** One JSON value as the value of one setting. */
final class SettingValue {
    private SettingValue() {}

    /**
     * @return a scalar, an array or a list, as the cardinality says, in exactly the declared type
     * @throws WrongValue naming the value and what is allowed
     */
    static Object of(Attribute attribute, JsonValue json) throws WrongValue {
        boolean list = json.getValueType() == JsonValue.ValueType.ARRAY;
        if (attribute.cardinality() == 0) {
            if (list) {
                throw new WrongValue("= " + json + " is a list, it takes one value: " + allowed(attribute));
            }
            return scalar(attribute, json);
        }
        if (!list) {
            throw new WrongValue("= " + shown(attribute, json) + " must be a list: [ ]");
        }
        JsonArray array = json.asJsonArray();
        long most = Math.abs((long) attribute.cardinality());
        if (array.size() > most) {
            throw new WrongValue("has " + array.size() + " values, at most " + most + " are allowed");
        }
        List<Object> values = new ArrayList<>();
        for (JsonValue each : array) {
            values.add(scalar(attribute, each));
        }
        if (attribute.cardinality() < 0) {
            return values;
        }
        Object typed = Array.newInstance(attribute.type().boxed(), values.size());
        for (int i = 0; i < values.size(); i++) {
            Array.set(typed, i, values.get(i));
        }
        return typed;
    }

    /** {@code "port:Integer"} must say what the setting is: a file that says otherwise means something else. */
    static void checkDeclaredType(Attribute attribute, String declared) throws WrongValue {
        String scalar = declared.replaceAll("\\[\\]$|^Collection<(.*)>$", "$1");
        if (!attribute.type().typeName().equalsIgnoreCase(scalar)
                && !(scalar.equals("int") && attribute.type() == ScalarType.INTEGER)) {
            throw new WrongValue("is marked as " + declared + ", it is "
                    + attribute.type().typeName() + (attribute.cardinality() == 0 ? "" : "[]"));
        }
    }

    private static Object scalar(Attribute attribute, JsonValue json) throws WrongValue {
        ScalarType type = attribute.type();
        Object value = switch (json.getValueType()) {
            case STRING -> text(attribute, ((JsonString) json).getString());
            case NUMBER -> number(attribute, ((JsonNumber) json).bigDecimalValue());
            case TRUE -> Boolean.TRUE;
            case FALSE -> Boolean.FALSE;
            default -> throw wrongType(attribute, json);
        };
        if (!type.boxed().isInstance(value)) {
            throw wrongType(attribute, json);
        }
        if (!attribute.options().isEmpty() && !attribute.options().containsKey(value.toString())) {
            throw new WrongValue("= " + shown(attribute, json) + " is not one of: " + attribute.range());
        }
        return value;
    }

    private static Object text(Attribute attribute, String text) throws WrongValue {
        if (attribute.type() == ScalarType.CHARACTER && text.length() == 1) {
            return text.charAt(0);
        }
        if (attribute.type().isText() && !attribute.within(BigDecimal.valueOf(text.length()))) {
            throw new WrongValue("has " + text.length() + " characters, allowed are " + attribute.range());
        }
        return text;
    }

    private static Object number(Attribute attribute, BigDecimal number) throws WrongValue {
        if (!attribute.type().isNumber()) {
            return number;
        }
        if (!attribute.within(number)) {
            throw new WrongValue("= " + number.toPlainString() + " is out of range, allowed is " + attribute.range());
        }
        try {
            return attribute.type().exactly(number);
        } catch (ArithmeticException e) {
            throw new WrongValue("= " + number.toPlainString() + " does not fit: " + allowed(attribute));
        }
    }

    private static WrongValue wrongType(Attribute attribute, JsonValue json) {
        return new WrongValue("= " + shown(attribute, json) + " has the wrong type, it must be " + allowed(attribute));
    }

    private static String allowed(Attribute attribute) {
        String range = attribute.range();
        return attribute.type().words() + (range.isEmpty() ? "" : ", " + range);
    }

    private static String shown(Attribute attribute, JsonValue json) {
        return attribute.isSecret() ? "(secret)" : json.toString();
    }
}
