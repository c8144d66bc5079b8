package org.bailey.system.provider;

import java.lang.annotation.Annotation;
import java.lang.reflect.Proxy;
import java.util.Map;

/** Configuration as the container would hand it over: the values given, defaults for the rest. */
final class Typed {
    private Typed() {}

    static <A extends Annotation> A config(Class<A> type, Map<String, Object> values) {
        Object typed = Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> values.getOrDefault(method.getName(), method.getDefaultValue()));
        return type.cast(typed);
    }
}
