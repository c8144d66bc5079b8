package org.bailey.optionkey.wire;

import java.util.Arrays;

/** Numbers and bytes as symbols of five bits, the highest first. */
final class Bits {
    private Bits() {}

    static int[] ofNumber(long number, int symbols) {
        int[] made = new int[symbols];
        for (int i = 0; i < symbols; i++) {
            made[i] = (int) (number >>> Alphabet.BITS * (symbols - 1 - i)) & 31;
        }
        return made;
    }

    static long toNumber(int[] symbols, int from, int count) {
        long number = 0;
        for (int i = from; i < from + count; i++) {
            number = number << Alphabet.BITS | symbols[i];
        }
        return number;
    }

    /** The last symbol is filled with zeros. */
    static int[] ofBytes(byte[] bytes) {
        int[] symbols = new int[symbols(bytes.length)];
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            int one = bytes[bit / 8] >>> 7 - bit % 8 & 1;
            symbols[bit / Alphabet.BITS] |= one << Alphabet.BITS - 1 - bit % Alphabet.BITS;
        }
        return symbols;
    }

    /** @throws MalformedKey when what fills the last symbol is not zero: each text has one way to be written */
    static byte[] toBytes(int[] symbols, int from, int length) throws MalformedKey {
        byte[] bytes = new byte[length];
        for (int bit = 0; bit < length * 8; bit++) {
            int one = symbols[from + bit / Alphabet.BITS] >>> Alphabet.BITS - 1 - bit % Alphabet.BITS & 1;
            bytes[bit / 8] |= (byte) (one << 7 - bit % 8);
        }
        if (!Arrays.equals(ofBytes(bytes), Arrays.copyOfRange(symbols, from, from + symbols(length)))) {
            throw MalformedKey.at(from + symbols(length) - 1, "bits are set that nothing stands for");
        }
        return bytes;
    }

    static int symbols(int bytes) {
        return (bytes * 8 + Alphabet.BITS - 1) / Alphabet.BITS;
    }
}
