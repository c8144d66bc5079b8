package org.bailey.console.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class WrongPasswordsTest {
    @Test
    void remembersNoMoreAddressesThanItsBound() {
        WrongPasswords wrong = new WrongPasswords(new MovableClock());
        for (int i = 0; i < 20_000; i++) {
            wrong.wrong("address " + i);
        }
        assertEquals(10_000, wrong.size());
    }

    @Test
    void aRightPasswordForgivesTheWrongOnes() {
        WrongPasswords wrong = new WrongPasswords(new MovableClock());
        wrong.wrong("a");
        wrong.right("a");
        assertEquals(0, wrong.waitSeconds("a", 1));
        assertEquals(0, wrong.size());
    }
}
