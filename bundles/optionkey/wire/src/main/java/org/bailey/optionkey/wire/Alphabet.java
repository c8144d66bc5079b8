package org.bailey.optionkey.wire;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Crockford's base 32: figures and capital letters without I, L, O and U. Whoever types a key may write O for 0, I or L
 * for 1, small letters, and blanks, line ends or any dash wherever they like.
 */
final class Alphabet {
    static final int GROUP = 5;
    static final int BITS = 5;
    private static final String SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final String READ_AS = "O0I1L1";

    private Alphabet() {}

    static char letter(int symbol) {
        return SYMBOLS.charAt(symbol);
    }

    /** {@return the symbols in groups of five} */
    static String write(int[] symbols) {
        StringBuilder text = new StringBuilder(symbols.length + symbols.length / GROUP);
        for (int i = 0; i < symbols.length; i++) {
            if (i > 0 && i % GROUP == 0) {
                text.append('-');
            }
            text.append(letter(symbols[i]));
        }
        return text.toString();
    }

    /**
     * @param longest symbols that make sense; what is longer is read no further
     * @return values from 0 to 31
     * @throws MalformedKey naming a character that cannot be in such a text
     */
    static int[] read(String text, int longest) throws MalformedKey {
        List<Integer> symbols = new ArrayList<>();
        for (int i = 0; i < text.length(); i++) {
            char typed = text.charAt(i);
            if (separates(typed)) {
                continue;
            }
            int value = value(typed);
            if (value < 0) {
                throw MalformedKey.at(symbols.size(), shown(typed) + " is no letter of a key: they are " + SYMBOLS);
            }
            if (symbols.size() == longest) {
                throw MalformedKey.at(longest, "the text goes on where every key has ended");
            }
            symbols.add(value);
        }
        return symbols.stream().mapToInt(Integer::intValue).toArray();
    }

    private static int value(char typed) {
        char capital = typed >= 'a' && typed <= 'z' ? (char) (typed - 'a' + 'A') : typed;
        int lookalike = READ_AS.indexOf(capital);
        return SYMBOLS.indexOf(lookalike >= 0 && lookalike % 2 == 0 ? READ_AS.charAt(lookalike + 1) : capital);
    }

    private static boolean separates(char typed) {
        return Character.isWhitespace(typed)
                || Character.isSpaceChar(typed)
                || Character.getType(typed) == Character.DASH_PUNCTUATION
                || Character.getType(typed) == Character.FORMAT;
    }

    private static String shown(char typed) {
        return typed > ' ' && typed < 127 ? "'" + typed + "'" : String.format("the character U+%04X", (int) typed);
    }

    static int[] join(int[] first, int... then) {
        int[] joined = Arrays.copyOf(first, first.length + then.length);
        System.arraycopy(then, 0, joined, first.length, then.length);
        return joined;
    }
}
