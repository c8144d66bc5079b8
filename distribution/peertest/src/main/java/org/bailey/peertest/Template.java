package org.bailey.peertest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A configuration of {@code cnf/peers} with {@code @NAME@} filled in. */
final class Template {
    private static final Pattern HOLE = Pattern.compile("@([A-Z_]+)@");

    private Template() {}

    /**
     * Fills every hole.
     *
     * @param file below {@code cnf/peers}
     * @throws IllegalArgumentException when the file has a hole that {@code values} does not name
     */
    static String fill(String file, Map<String, ?> values) {
        String text;
        try {
            text = Files.readString(Stage.project("cnf/peers/" + file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return HOLE.matcher(text).replaceAll(hole -> {
            Object value = values.get(hole.group(1));
            if (value == null) {
                throw new IllegalArgumentException("cnf/peers/" + file + " wants a value for " + hole.group());
            }
            return Matcher.quoteReplacement(value.toString());
        });
    }
}
