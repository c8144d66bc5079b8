package org.bailey.dialplan.provider.plan;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Makes a few aliases that match a pattern, for finding out what other rules do with them. */
final class Samples {
    private static final int WAYS = 4;
    private static final int LONGEST = 300;
    private static final String LIKED = "a3x7b.-_@";
    private static final String WORD = "anna";

    private final int way;
    private final StringBuilder made = new StringBuilder();

    private Samples(int way) {
        this.way = way;
    }

    /** {@return different ones; none for a pattern that cannot be read} */
    static List<String> of(AliasPattern pattern) {
        Set<String> all = new LinkedHashSet<>();
        switch (pattern.type()) {
            case EXACT -> all.add(pattern.text());
            case PREFIX -> all.addAll(List.of(pattern.text() + "3000@sample.invalid", pattern.text() + "x"));
            case SUFFIX -> all.addAll(List.of("3000" + pattern.text(), "anna" + pattern.text()));
            case REGEX ->
                ShapeReader.read(pattern.text()).ifPresent(shape -> {
                    for (int way = 0; way < WAYS; way++) {
                        Samples samples = new Samples(way);
                        samples.add(shape);
                        all.add(samples.made.toString());
                    }
                });
        }
        all.removeIf(sample -> sample.isEmpty() || pattern.match(sample).isEmpty());
        return new ArrayList<>(all);
    }

    private void add(Shape shape) {
        if (made.length() > LONGEST) {
            return;
        }
        if (shape instanceof Shape.Letter one) {
            made.append(one.letter());
        } else if (shape instanceof Shape.Any) {
            // who leaves a dot unescaped mostly means a dot
            made.append(way % 2 == 0 ? '.' : 'x');
        } else if (shape instanceof Shape.OneOf some) {
            made.append(one(some.ascii()));
        } else if (shape instanceof Shape.Row row) {
            row.parts().forEach(this::add);
        } else if (shape instanceof Shape.Choice choice) {
            add(choice.ways().get(way % choice.ways().size()));
        } else if (shape instanceof Shape.Repeat repeat) {
            repeat(repeat);
        }
    }

    private void repeat(Shape.Repeat repeat) {
        int wanted = switch (way) {
            case 0 -> WORD.length();
            case 1 -> repeat.least();
            case 2 -> repeat.least() + 2;
            default -> 1;
        };
        int times = Math.max(wanted, repeat.least());
        times = repeat.most() < 0 ? times : Math.min(times, repeat.most());
        for (int i = 0; i < times && made.length() <= LONGEST; i++) {
            if (repeat.part() instanceof Shape.Any) {
                made.append(WORD.charAt(i % WORD.length()));
            } else {
                add(repeat.part());
            }
        }
    }

    private char one(BitSet some) {
        for (int i = 0; i < LIKED.length(); i++) {
            char liked = LIKED.charAt((i + way) % LIKED.length());
            if (some.get(liked)) {
                return liked;
            }
        }
        return (char) Math.max(' ', some.nextSetBit(0));
    }
}
