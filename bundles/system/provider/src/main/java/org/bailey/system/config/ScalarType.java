package org.bailey.system.config;

import java.math.BigDecimal;
import java.util.Locale;

/** The types a setting can have (OSGi Compendium R8 section 105.12), by their names there. */
public enum ScalarType {
    STRING("text", String.class),
    PASSWORD("secret text", String.class),
    CHARACTER("one character", Character.class),
    BOOLEAN("true or false", Boolean.class),
    BYTE("a whole number", Byte.class),
    SHORT("a whole number", Short.class),
    INTEGER("a whole number", Integer.class),
    LONG("a whole number", Long.class),
    FLOAT("a number", Float.class),
    DOUBLE("a number", Double.class);

    private final String words;
    private final Class<?> boxed;

    ScalarType(String words, Class<?> boxed) {
        this.words = words;
        this.boxed = boxed;
    }

    static ScalarType named(String name) {
        return name.equalsIgnoreCase("Char") ? CHARACTER : valueOf(name.toUpperCase(Locale.ROOT));
    }

    /** For people: "a whole number". */
    public String words() {
        return words;
    }

    /** As in {@code "port:Integer"}. */
    public String typeName() {
        return boxed.getSimpleName();
    }

    Class<?> boxed() {
        return boxed;
    }

    boolean isText() {
        return boxed == String.class;
    }

    boolean isNumber() {
        return Number.class.isAssignableFrom(boxed);
    }

    /**
     * Exactly {@code number} in this type.
     *
     * @throws ArithmeticException when it does not fit or has a fraction where none can be
     */
    Object exactly(BigDecimal number) {
        return switch (this) {
            case BYTE -> number.byteValueExact();
            case SHORT -> number.shortValueExact();
            case INTEGER -> number.intValueExact();
            case LONG -> number.longValueExact();
            case FLOAT -> number.floatValue();
            case DOUBLE -> number.doubleValue();
            default -> throw new ArithmeticException("not a number type");
        };
    }
}
