package org.bailey.optionkey.wire;

import java.security.SecureRandom;
import java.util.Arrays;

/**
 * The serial number of an appliance, such as {@code 7K3QD-9M2XA}: 45 random bits, and a last letter that finds typing
 * errors.
 *
 * @param number from 0 to 2^45 - 1
 */
public record SerialNumber(long number) {
    static final int SYMBOLS = 9;
    private static final long END = 1L << Alphabet.BITS * SYMBOLS;

    public SerialNumber {
        if (number < 0 || number >= END) {
            throw new IllegalArgumentException("a serial number is from 0 to " + (END - 1) + ", not " + number);
        }
    }

    /** {@return a fresh one; nobody keeps a list} */
    public static SerialNumber random(SecureRandom random) {
        return new SerialNumber(random.nextLong() >>> Long.SIZE - Alphabet.BITS * SYMBOLS);
    }

    /** @throws MalformedKey when it is none, or was mistyped */
    public static SerialNumber read(String text) throws MalformedKey {
        int[] symbols = Alphabet.read(text, SYMBOLS + 1);
        if (symbols.length != SYMBOLS + 1) {
            throw MalformedKey.somewhere(
                    "a serial number has " + (SYMBOLS + 1) + " characters, this has " + symbols.length);
        }
        if (symbols[SYMBOLS] != check(Arrays.copyOf(symbols, SYMBOLS))) {
            throw MalformedKey.somewhere("the serial number was mistyped: its last character does not fit the others");
        }
        return new SerialNumber(Bits.toNumber(symbols, 0, SYMBOLS));
    }

    @Override
    public String toString() {
        int[] symbols = Bits.ofNumber(number, SYMBOLS);
        return Alphabet.write(Alphabet.join(symbols, check(symbols)));
    }

    /** A polynomial over GF(32), x^5 + x^2 + 1: sees each wrong letter and each change of places of two neighbours. */
    private static int check(int[] symbols) {
        int sum = 0;
        for (int symbol : symbols) {
            sum = twice(sum) ^ symbol;
        }
        return twice(sum);
    }

    private static int twice(int element) {
        return element < 16 ? element << 1 : element << 1 ^ 0b100101;
    }
}
