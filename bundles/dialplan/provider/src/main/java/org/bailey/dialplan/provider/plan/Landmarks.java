package org.bailey.dialplan.provider.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Texts that stand, in this order, in every alias that a pattern matches. Most aliases lack one of them: looking for them costs
 * nanoseconds where the expression itself costs microseconds.
 */
final class Landmarks {
    /** Of a pattern that cannot be read: everything may match. */
    static final Landmarks NONE = new Landmarks();

    private final List<String> found = new ArrayList<>();
    private final StringBuilder running = new StringBuilder();
    private boolean atFront = true;
    private boolean atBack = true;
    private String[] texts = {};

    private Landmarks() {}

    static Landmarks of(String regex) {
        return ShapeReader.read(regex).map(Landmarks::of).orElse(NONE);
    }

    private static Landmarks of(Shape shape) {
        Landmarks marks = new Landmarks();
        marks.walk(shape);
        marks.atBack = !marks.running.isEmpty();
        marks.end();
        marks.texts = marks.found.toArray(String[]::new);
        return marks;
    }

    private void walk(Shape shape) {
        if (shape instanceof Shape.Letter one) {
            running.append(Character.toLowerCase(one.letter()));
        } else if (shape instanceof Shape.Row row) {
            row.parts().forEach(this::walk);
        } else if (shape instanceof Shape.Repeat repeat && repeat.least() > 0) {
            walk(repeat.part());
            if (repeat.most() != 1) {
                gap();
            }
        } else {
            gap();
        }
    }

    /** Anything may stand here. */
    private void gap() {
        if (running.isEmpty() && found.isEmpty()) {
            atFront = false;
        }
        end();
    }

    private void end() {
        if (!running.isEmpty()) {
            found.add(running.toString());
            running.setLength(0);
        }
    }

    /** {@return the alias as {@link #in} takes it; null for letters whose case is more than one of two} */
    static @Nullable String lower(String alias) {
        for (int i = 0; i < alias.length(); i++) {
            if (alias.charAt(i) > '~') {
                return null;
            }
        }
        return alias.toLowerCase(Locale.ROOT);
    }

    /** {@return whether they all stand in an alias in small letters} */
    boolean in(String lower) {
        int last = texts.length - 1;
        if (last < 0) {
            return true;
        }
        if (atFront && !lower.startsWith(texts[0]) || atBack && !lower.endsWith(texts[last])) {
            return false;
        }
        int at = 0;
        for (String text : texts) {
            at = lower.indexOf(text, at);
            if (at < 0) {
                return false;
            }
            at += text.length();
        }
        return true;
    }

    @Override
    public String toString() {
        return (atFront ? "^" : "") + String.join("~", texts) + (atBack ? "$" : "");
    }
}
