package org.bailey.optionkey.doors;

import java.util.Dictionary;
import java.util.Hashtable;
import java.util.function.BooleanSupplier;
import org.bailey.optionkey.OptionKey;

/** One feature that is open. Changed by one thread at a time, read by many. */
final class Opened implements OptionKey {
    private final String feature;
    private final BooleanSupplier attended;
    private volatile int count;
    private volatile boolean ending;

    Opened(String feature, int count, BooleanSupplier attended) {
        this.feature = feature;
        this.count = count;
        this.attended = attended;
    }

    void change(int countNow, boolean endingNow) {
        count = countNow;
        ending = endingNow;
    }

    Dictionary<String, Object> properties() {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put(FEATURE, feature);
        properties.put(ENDING, ending);
        return properties;
    }

    /** {@return whether the judge said so, whoever is there now} */
    boolean judgedEnding() {
        return ending;
    }

    @Override
    public String feature() {
        return feature;
    }

    @Override
    public boolean ending() {
        return ending || !attended.getAsBoolean();
    }

    @Override
    public int count() {
        return count;
    }
}
