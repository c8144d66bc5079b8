package org.bailey.system;

import java.lang.annotation.Annotation;
import java.lang.reflect.Proxy;
import java.util.Map;

/** Settings as their annotation type shows them. */
final class TypedSettings {
    private TypedSettings() {}

    /** Stored values have the types of their settings; where one does not, reading it is refused. */
    static <A extends Annotation> A of(Class<A> type, Map<String, Object> values) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, none) -> {
            Object usual = method.getDefaultValue();
            Object value = values.get(method.getName());
            if (value == null || usual == null) {
                return usual;
            }
            if (usual.getClass() != value.getClass()) {
                throw new IllegalArgumentException(method.getName() + " is of type "
                        + value.getClass().getSimpleName() + " and has to be of type "
                        + usual.getClass().getSimpleName());
            }
            return value;
        }));
    }
}
