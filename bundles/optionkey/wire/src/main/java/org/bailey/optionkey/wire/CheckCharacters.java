package org.bailey.optionkey.wire;

import java.util.Arrays;

/**
 * Six letters at the end that find typing errors before any signature is looked at: the BCH code of BIP 173 with the
 * constant of BIP 350. Any three wrong letters of a text this long are noticed, and where only one is wrong it is known
 * which, for no other single letter would make the text right.
 */
final class CheckCharacters {
    static final int COUNT = 6;
    private static final int FINAL = 0x2bc830a3;
    private static final int[] GENERATOR = {0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3};

    private CheckCharacters() {}

    static int[] append(int[] symbols) {
        int rest = remainder(Alphabet.join(symbols, new int[COUNT])) ^ FINAL;
        int[] whole = Arrays.copyOf(symbols, symbols.length + COUNT);
        for (int i = 0; i < COUNT; i++) {
            whole[symbols.length + i] = rest >>> Alphabet.BITS * (COUNT - 1 - i) & 31;
        }
        return whole;
    }

    /**
     * {@return the symbols before the check characters}
     *
     * @throws MalformedKey naming the letter to look at when one mistake explains what is wrong
     */
    static int[] strip(int[] whole) throws MalformedKey {
        if (whole.length <= COUNT) {
            throw MalformedKey.somewhere("the text is too short: " + whole.length + " characters");
        }
        if (remainder(whole) != FINAL) {
            throw explained(whole);
        }
        return Arrays.copyOf(whole, whole.length - COUNT);
    }

    static int remainder(int[] symbols) {
        int rest = 1;
        for (int symbol : symbols) {
            rest = next(rest) ^ symbol;
        }
        return rest;
    }

    private static int next(int rest) {
        int next = (rest & 0x1ffffff) << Alphabet.BITS;
        for (int i = 0; i < GENERATOR.length; i++) {
            next ^= GENERATOR[i] & -(rest >>> 25 + i & 1);
        }
        return next;
    }

    /** The one mistake that explains what is wrong: the code is linear, so what a change does depends on its place only. */
    private static MalformedKey explained(int[] whole) {
        int wrong = remainder(whole) ^ FINAL;
        int[][] effects = effects(whole.length + 1);
        for (int at = 0; at < whole.length; at++) {
            int[] effect = effects[whole.length - 1 - at];
            for (int change = 1; change < 32; change++) {
                if (effect[change] == wrong) {
                    return MalformedKey.at(at, "'" + Alphabet.letter(whole[at]) + "' is wrong, mistyped or misread");
                }
            }
        }
        for (int at = 0; at < whole.length - 1; at++) {
            int change = whole[at] ^ whole[at + 1];
            if ((effects[whole.length - 1 - at][change] ^ effects[whole.length - 2 - at][change]) == wrong) {
                return MalformedKey.at(at, "this character and the next have changed places");
            }
        }
        for (int at = 0; at < whole.length; at++) {
            int[] shorter = Alphabet.join(Arrays.copyOf(whole, at), Arrays.copyOfRange(whole, at + 1, whole.length));
            if (remainder(shorter) == FINAL) {
                return MalformedKey.at(at, "'" + Alphabet.letter(whole[at]) + "' is one too many");
            }
        }
        for (int at = 0; at <= whole.length; at++) {
            int[] head = Alphabet.join(Arrays.copyOf(whole, at), 0);
            int lacks = remainder(Alphabet.join(head, Arrays.copyOfRange(whole, at, whole.length))) ^ FINAL;
            for (int missing = 0; missing < 32; missing++) {
                if (effects[whole.length - at][missing] == lacks) {
                    return MalformedKey.at(at, "a character is missing here");
                }
            }
        }
        return MalformedKey.somewhere("the check characters do not fit: part of the text is missing, or several"
                + " characters are wrong; copy it once more as a whole");
    }

    /** {@return what each change of a symbol does to the remainder, by how many symbols follow} */
    private static int[][] effects(int length) {
        int[][] effects = new int[length][32];
        for (int change = 0; change < 32; change++) {
            effects[0][change] = change;
            for (int follow = 1; follow < length; follow++) {
                effects[follow][change] = next(effects[follow - 1][change]);
            }
        }
        return effects;
    }
}
