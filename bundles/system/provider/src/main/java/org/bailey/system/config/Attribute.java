package org.bailey.system.config;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One setting as its bundle declares it (OSGi Compendium R8 section 105).
 *
 * @param cardinality 0 for one value, else the greatest number of values; negative means a collection
 * @param required whether a value must be there; a default counts as one
 * @param min least value, or least length of a text; null without limit
 * @param max greatest value, or greatest length of a text; null without limit
 * @param defaults value or values that hold when nothing is configured; empty without default
 * @param options allowed value to label; empty when any value goes
 */
public record Attribute(
        String id,
        String name,
        String description,
        ScalarType type,
        int cardinality,
        boolean required,
        @Nullable BigDecimal min,
        @Nullable BigDecimal max,
        List<String> defaults,
        Map<String, String> options) {

    /** For people: "1 to 65535", "at least 1", "low, high"; empty when any value goes. */
    public String range() {
        if (!options.isEmpty()) {
            return String.join(", ", options.keySet());
        }
        String unit = type.isText() ? " characters" : "";
        if (min != null && max != null) {
            return min.toPlainString() + " to " + max.toPlainString() + unit;
        }
        if (min != null) {
            return "at least " + min.toPlainString() + unit;
        }
        return max == null ? "" : "at most " + max.toPlainString() + unit;
    }

    boolean within(BigDecimal number) {
        return (min == null || number.compareTo(min) >= 0) && (max == null || number.compareTo(max) <= 0);
    }

    public boolean isSecret() {
        return type == ScalarType.PASSWORD;
    }
}
