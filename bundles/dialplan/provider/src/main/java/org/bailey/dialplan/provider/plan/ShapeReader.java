package org.bailey.dialplan.provider.plan;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the common part of RE2 syntax, of expressions that RE2 has accepted. Whatever goes beyond (flags, classes by name,
 * letters outside of ASCII, character codes) is not read at all, so that nothing wrong is ever said of it.
 */
final class ShapeReader {
    private static final Pattern COUNT = Pattern.compile("\\{(\\d{1,4})(,(\\d{0,4}))?}");

    private final String text;
    private int at;

    private ShapeReader(String text) {
        this.text = text;
    }

    static Optional<Shape> read(String regex) {
        ShapeReader reader = new ShapeReader(regex);
        try {
            Shape shape = reader.choice();
            return reader.at == regex.length() ? Optional.of(shape) : Optional.empty();
        } catch (Beyond beyond) {
            return Optional.empty();
        }
    }

    /** Thrown for what is not read here. */
    private static final class Beyond extends RuntimeException {
        private static final long serialVersionUID = 1;

        Beyond() {
            super(null, null, false, false);
        }
    }

    private Shape choice() {
        List<Shape> ways = new ArrayList<>(List.of(row()));
        while (at < text.length() && text.charAt(at) == '|') {
            at++;
            ways.add(row());
        }
        return ways.size() == 1 ? ways.get(0) : new Shape.Choice(ways);
    }

    private Shape row() {
        List<Shape> parts = new ArrayList<>();
        while (at < text.length() && text.charAt(at) != '|' && text.charAt(at) != ')') {
            Shape part = part();
            while (at < text.length() && "*+?{".indexOf(text.charAt(at)) >= 0) {
                Shape more = repeated(part);
                if (more == part) {
                    break;
                }
                part = more;
            }
            parts.add(part);
        }
        return new Shape.Row(parts);
    }

    private Shape part() {
        char c = text.charAt(at++);
        return switch (c) {
            case '.' -> new Shape.Any();
            case '^', '$' -> new Shape.Row(List.of());
            case '(' -> group();
            case '[' -> new Shape.OneOf(set());
            case '\\' -> escaped();
            default -> letter(c);
        };
    }

    private static Shape letter(char c) {
        if (c < ' ' || c > '~') {
            throw new Beyond();
        }
        return new Shape.Letter(c);
    }

    private Shape group() {
        if (text.startsWith("?", at)) {
            if (!text.startsWith("?:", at)) {
                throw new Beyond();
            }
            at += 2;
        }
        Shape inner = choice();
        at++;
        return inner;
    }

    private Shape escaped() {
        char c = next();
        if (!Character.isLetterOrDigit(c)) {
            return letter(c);
        }
        BitSet named = named(c);
        if (named.isEmpty()) {
            throw new Beyond();
        }
        return new Shape.OneOf(named);
    }

    private char next() {
        if (at == text.length()) {
            throw new Beyond();
        }
        return text.charAt(at++);
    }

    private static BitSet named(char c) {
        BitSet set = new BitSet(128);
        switch (Character.toLowerCase(c)) {
            case 'd' -> set.set('0', '9' + 1);
            case 's' -> set.set(' ');
            case 'w' -> {
                set.set('0', '9' + 1);
                set.set('A', 'Z' + 1);
                set.set('a', 'z' + 1);
                set.set('_');
            }
            default -> {
                return set;
            }
        }
        if (Character.isUpperCase(c)) {
            set.flip(' ', 127);
        }
        return set;
    }

    /** Between brackets. */
    private BitSet set() {
        BitSet set = new BitSet(128);
        boolean not = text.startsWith("^", at);
        at += not ? 1 : 0;
        boolean first = true;
        for (char c = next(); c != ']' || first; c = next()) {
            first = false;
            if (c == '[' || c > '~') {
                throw new Beyond();
            }
            if (c == '\\') {
                c = next();
                BitSet named = Character.isLetterOrDigit(c) ? named(c) : new BitSet();
                if (Character.isLetterOrDigit(c)) {
                    if (named.isEmpty()) {
                        throw new Beyond();
                    }
                    set.or(named);
                    continue;
                }
            }
            char last = c;
            if (text.startsWith("-", at) && !text.startsWith("-]", at)) {
                at++;
                last = next();
                if (last == '\\' || last > '~' || last < c) {
                    throw new Beyond();
                }
            }
            set.set(c, last + 1);
        }
        if (not) {
            set.flip(' ', 127);
        }
        return set;
    }

    private Shape repeated(Shape part) {
        Matcher count = COUNT.matcher(text).region(at, text.length());
        Shape.Repeat repeat;
        if (count.lookingAt()) {
            int least = Integer.parseInt(count.group(1));
            String upTo = count.group(2) == null ? count.group(1) : count.group(3);
            repeat = new Shape.Repeat(part, least, upTo.isEmpty() ? -1 : Integer.parseInt(upTo));
            at = count.end();
        } else {
            char c = text.charAt(at);
            if (c == '{') {
                return part;
            }
            at++;
            repeat = new Shape.Repeat(part, c == '+' ? 1 : 0, c == '?' ? 1 : -1);
        }
        at += text.startsWith("?", at) ? 1 : 0;
        return repeat;
    }
}
