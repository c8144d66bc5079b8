package org.bailey.dialplan.provider.plan;

import java.util.ArrayList;
import java.util.List;

/**
 * A replace string: text in which {@code \1} to {@code \9} stand for the groups of the pattern, {@code \0} for all that
 * matched, and {@code \\} for a backslash.
 */
public final class Replacement {
    private sealed interface Part {
        record Text(String text) implements Part {}

        record Group(int number) implements Part {}
    }

    private final String text;
    private final List<Part> parts;

    private Replacement(String text, List<Part> parts) {
        this.text = text;
        this.parts = parts;
    }

    /** @throws IllegalArgumentException for a backslash with nothing behind it that it could stand with */
    public static Replacement of(String text) {
        List<Part> parts = new ArrayList<>();
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\\') {
                plain.append(c);
                continue;
            }
            char next = i + 1 < text.length() ? text.charAt(++i) : ' ';
            if (next >= '0' && next <= '9') {
                parts.add(new Part.Text(plain.toString()));
                parts.add(new Part.Group(next - '0'));
                plain.setLength(0);
            } else if (next == '\\' || next == '.' || next == '@' || next == '+') {
                plain.append(next);
            } else {
                throw new IllegalArgumentException("replacement '" + text
                        + "' has a backslash without a group number; write \\\\ for a backslash");
            }
        }
        parts.add(new Part.Text(plain.toString()));
        return new Replacement(text, List.copyOf(parts));
    }

    int highestGroup() {
        return parts.stream()
                .mapToInt(p -> p instanceof Part.Group group ? group.number() : 0)
                .max()
                .orElse(0);
    }

    String expand(AliasPattern.Match match) {
        StringBuilder result = new StringBuilder();
        for (Part part : parts) {
            if (part instanceof Part.Text plain) {
                result.append(plain.text());
            } else if (part instanceof Part.Group group) {
                result.append(match.group(group.number()));
            }
        }
        return result.toString();
    }

    @Override
    public String toString() {
        return text;
    }
}
