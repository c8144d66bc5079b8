package org.bailey.dialplan.provider.config;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads configuration values as the annotation type that describes them, with its defaults. Declarative Services does the
 * same for one component; the dial plan has to see all its configurations at once, from its first moment on.
 */
final class Typed {
    private Typed() {}

    /** {@return a view that throws {@link IllegalArgumentException} naming the setting when a value cannot be read} */
    static <A extends Annotation> A view(Class<A> type, Map<String, ?> values) {
        Object view =
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    Object value = values.get(method.getName());
                    return value == null ? method.getDefaultValue() : convert(method, value);
                });
        return type.cast(view);
    }

    private static Object convert(Method method, Object value) {
        Class<?> type = method.getReturnType();
        if (type == String[].class) {
            return list(value);
        }
        String text = String.valueOf(single(value)).strip();
        if (type == String.class) {
            return text;
        }
        if (type == boolean.class) {
            if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
                return Boolean.parseBoolean(text);
            }
            throw refused(method, text, "true or false");
        }
        if (type == int.class) {
            try {
                return Integer.parseInt(text);
            } catch (NumberFormatException noNumber) {
                throw refused(method, text, "a whole number");
            }
        }
        String constant = text.toUpperCase(Locale.ROOT).replace(' ', '_').replace('-', '_');
        for (Object one : type.getEnumConstants()) {
            if (((Enum<?>) one).name().equals(constant)) {
                return one;
            }
        }
        throw refused(method, text, "one of " + Arrays.toString(type.getEnumConstants()));
    }

    private static @Nullable Object single(Object value) {
        if (value instanceof Collection<?> many) {
            return many.isEmpty() ? "" : many.iterator().next();
        }
        if (value instanceof Object[] many) {
            return many.length == 0 ? "" : many[0];
        }
        return value;
    }

    private static String[] list(Object value) {
        if (value instanceof Collection<?> many) {
            return many.stream().map(String::valueOf).toArray(String[]::new);
        }
        if (value instanceof Object[] many) {
            return Arrays.stream(many).map(String::valueOf).toArray(String[]::new);
        }
        return new String[] {String.valueOf(value)};
    }

    private static IllegalArgumentException refused(Method method, String text, String expected) {
        return new IllegalArgumentException(method.getName() + " is '" + text + "', but has to be " + expected);
    }
}
