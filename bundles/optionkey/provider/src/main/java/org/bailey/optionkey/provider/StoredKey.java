package org.bailey.optionkey.provider;

/** A configuration {@code org.bailey.optionkey.key~NAME}. */
record StoredKey(String name, String text) {
    static final String KIND = "org.bailey.optionkey.key";
}
