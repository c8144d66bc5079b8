package org.bailey.sip;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The header fields of a message in wire order. Every change makes a new list.
 *
 * @param fields in the order they stood in the message
 */
public record Headers(List<Header> fields) {
    public static final Headers NONE = new Headers(List.of());

    public Headers {
        fields = List.copyOf(fields);
    }

    public static Headers of(Header... fields) {
        return new Headers(Arrays.asList(fields));
    }

    /** {@return the value of the first header of that name} */
    public Optional<String> first(String name) {
        return all(name).findFirst();
    }

    /** {@return the first value, or {@code fallback} where the header is absent} */
    public String first(String name, String fallback) {
        return first(name).orElse(fallback);
    }

    /** {@return the values of every header of that name, one per header line, not split at commas} */
    public Stream<String> all(String name) {
        return fields.stream().filter(h -> h.is(name)).map(Header::value);
    }

    /** {@return the values of every header of that name, split at the commas that separate list elements} */
    public List<String> list(String name) {
        List<String> elements = new ArrayList<>();
        all(name).forEach(value -> Commas.split(value, elements));
        return elements;
    }

    public boolean has(String name) {
        return fields.stream().anyMatch(h -> h.is(name));
    }

    /** {@return whether a token list such as Supported, Require or Allow names {@code token}, ignoring case} */
    public boolean lists(String name, String token) {
        return list(name).stream().anyMatch(t -> t.equalsIgnoreCase(token));
    }

    /** {@return a copy with this header at the end} */
    public Headers plus(String name, String value) {
        List<Header> copy = new ArrayList<>(fields);
        copy.add(Header.of(name, value));
        return new Headers(copy);
    }

    /** {@return a copy with all of {@code more} at the end} */
    public Headers plus(List<Header> more) {
        List<Header> copy = new ArrayList<>(fields);
        copy.addAll(more);
        return new Headers(copy);
    }

    /** {@return a copy in which every header of that name is replaced by this one} */
    public Headers with(String name, String value) {
        return without(name).plus(name, value);
    }

    /** {@return a copy without any header of that name} */
    public Headers without(String name) {
        return new Headers(fields.stream().filter(h -> !h.is(name)).toList());
    }
}
