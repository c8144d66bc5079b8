package org.bailey.dialplan.provider.plan;

import java.util.BitSet;
import java.util.List;

/** What a regular expression is made of, as far as it is simple; {@link Landmarks} and {@link Samples} walk through it. */
sealed interface Shape {
    /** Has to stand there; letter case does not count. */
    record Letter(char letter) implements Shape {}

    /** A dot. */
    record Any() implements Shape {}

    /** One of these. */
    record OneOf(BitSet ascii) implements Shape {}

    record Row(List<Shape> parts) implements Shape {}

    record Choice(List<Shape> ways) implements Shape {}

    /** @param most -1 for no end */
    record Repeat(Shape part, int least, int most) implements Shape {}
}
