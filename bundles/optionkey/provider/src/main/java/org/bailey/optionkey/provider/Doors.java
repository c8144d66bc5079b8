package org.bailey.optionkey.provider;

/** Where features are opened and closed: the service registry, or a test's list. */
interface Doors {
    /** The feature may be used, by {@code count} at once; again when the number changes or an end is taken back. */
    void open(String feature, int count);

    /** Nothing new may use the feature. */
    void ending(String feature);

    /** Nobody uses the feature any more. */
    void close(String feature);
}
