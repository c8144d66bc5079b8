package org.bailey.console;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.lang.reflect.RecordComponent;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.temporal.Temporal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Records as JSON, member by component: numbers, texts and truth values as themselves, enums, instants and days as text,
 * durations in milliseconds, socket addresses as {@code address:port}, records, collections and maps in turn.
 */
public final class RecordJson {
    private RecordJson() {}

    /**
     * {@return a builder with one member for each component, to which more can be added}
     *
     * @throws IllegalArgumentException when a component is of another kind than those named above
     */
    public static JsonObjectBuilder of(Record from) {
        JsonObjectBuilder object = Json.createObjectBuilder();
        for (RecordComponent component : from.getClass().getRecordComponents()) {
            object.add(component.getName(), value(read(from, component)));
        }
        return object;
    }

    /** {@return an array of such objects or values} */
    public static JsonArrayBuilder of(Iterable<?> from) {
        JsonArrayBuilder array = Json.createArrayBuilder();
        from.forEach(each -> array.add(value(each)));
        return array;
    }

    private static @Nullable Object read(Record from, RecordComponent component) {
        try {
            return component.getAccessor().invoke(from);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(from.getClass() + " is not open for reading " + component.getName(), e);
        }
    }

    private static JsonValue value(@Nullable Object value) {
        if (value == null) {
            return JsonValue.NULL;
        }
        if (value instanceof Boolean truth) {
            return truth ? JsonValue.TRUE : JsonValue.FALSE;
        }
        if (value instanceof Integer || value instanceof Long || value instanceof Short) {
            return Json.createValue(((Number) value).longValue());
        }
        if (value instanceof Double || value instanceof Float) {
            return Json.createValue(((Number) value).doubleValue());
        }
        if (value instanceof Duration duration) {
            return Json.createValue(duration.toMillis());
        }
        if (value instanceof InetSocketAddress address) {
            return Json.createValue(address.getHostString() + ":" + address.getPort());
        }
        if (value instanceof Record nested) {
            return of(nested).build();
        }
        if (value instanceof Iterable<?> many) {
            return of(many).build();
        }
        if (value instanceof Map<?, ?> map) {
            JsonObjectBuilder object = Json.createObjectBuilder();
            map.forEach((name, each) -> object.add(String.valueOf(name), value(each)));
            return object.build();
        }
        if (value instanceof CharSequence || value instanceof Enum || value instanceof Temporal) {
            return Json.createValue(value.toString());
        }
        throw new IllegalArgumentException(value.getClass() + " has no form in JSON");
    }
}
