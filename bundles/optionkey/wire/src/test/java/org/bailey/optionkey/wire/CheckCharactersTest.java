package org.bailey.optionkey.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CheckCharactersTest {
    private static final int LONGEST = 145;

    /** The code is linear, so what a change does to the remainder does not depend on the text it happens in. */
    private static int effect(int at, int change) {
        int[] zeros = new int[LONGEST];
        int[] changed = zeros.clone();
        changed[at] = change;
        return CheckCharacters.remainder(zeros) ^ CheckCharacters.remainder(changed);
    }

    @Test
    void anyThreeWrongLettersOfAKeyAreNoticed() {
        int[][] effects = new int[LONGEST][32];
        Set<Integer> singles = new HashSet<>();
        for (int at = 0; at < LONGEST; at++) {
            for (int change = 1; change < 32; change++) {
                effects[at][change] = effect(at, change);
                assertTrue(singles.add(effects[at][change]), "two changes of one letter look alike");
            }
        }
        assertFalse(singles.contains(0));
        for (int first = 0; first < LONGEST; first++) {
            for (int second = first + 1; second < LONGEST; second++) {
                for (int change = 1; change < 32; change++) {
                    // of the first letter only one change is needed: the others are its multiples
                    int pair = effects[first][1] ^ effects[second][change];
                    assertFalse(singles.contains(pair), first + " and " + second + " look like one wrong letter");
                }
            }
        }
    }

    @Test
    void aSerialNumberFindsEachWrongLetterAndNeighboursThatChangedPlaces() throws MalformedKey {
        for (int round = 0; round < 200; round++) {
            SerialNumber serial = SerialNumber.random(new SecureRandom());
            String text = serial.toString();
            assertEquals(11, text.length());
            assertEquals(serial, SerialNumber.read(text.toLowerCase(java.util.Locale.ROOT)));
            String letters = text.replace("-", "");
            for (int at = 0; at < 10; at++) {
                for (int other = 0; other < 32; other++) {
                    String wrong = letters.substring(0, at) + Alphabet.letter(other) + letters.substring(at + 1);
                    if (!wrong.equals(letters)) {
                        assertThrows(MalformedKey.class, () -> SerialNumber.read(wrong), wrong);
                    }
                }
                if (at < 9 && letters.charAt(at) != letters.charAt(at + 1)) {
                    String swapped = letters.substring(0, at)
                            + letters.charAt(at + 1)
                            + letters.charAt(at)
                            + letters.substring(at + 2);
                    assertThrows(MalformedKey.class, () -> SerialNumber.read(swapped), swapped);
                }
            }
        }
        assertThrows(MalformedKey.class, () -> SerialNumber.read("12345"));
    }
}
