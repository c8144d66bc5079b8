package org.bailey.sip;

import java.util.Random;

/** Damages text the same way each time. */
final class Mutator {
    private static final String EVIL = ";,<>\"\\:@?=[]%/ \t&'()\u00e9\udc80\0";
    private final Random random;

    Mutator(long seed) {
        random = new Random(seed);
    }

    String damage(String text) {
        StringBuilder damaged = new StringBuilder(text);
        for (int i = random.nextInt(5); i >= 0 && damaged.length() > 0; i--) {
            int at = random.nextInt(damaged.length());
            switch (random.nextInt(4)) {
                case 0 -> damaged.setCharAt(at, EVIL.charAt(random.nextInt(EVIL.length())));
                case 1 -> damaged.insert(at, EVIL.charAt(random.nextInt(EVIL.length())));
                case 2 -> damaged.delete(at, Math.min(damaged.length(), at + 1 + random.nextInt(6)));
                default ->
                    damaged.insert(at, damaged.substring(at, Math.min(damaged.length(), at + random.nextInt(12))));
            }
        }
        return damaged.toString();
    }
}
