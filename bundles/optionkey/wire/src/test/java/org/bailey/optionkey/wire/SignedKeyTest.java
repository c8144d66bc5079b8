package org.bailey.optionkey.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SignedKeyTest {
    private static final IssuerPair PAIR = IssuerPair.generate();
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 1);

    private final Random random = new Random(7);

    private static SignedKey sessions() {
        return PAIR.issue(
                KnownFeature.RICH_MEDIA_SESSION,
                SerialNumber.random(new SecureRandom()),
                10,
                TODAY,
                TODAY.plusDays(90));
    }

    @Test
    void whatWasIssuedIsRead() throws MalformedKey {
        for (KnownFeature feature : KnownFeature.values()) {
            for (LocalDate end : new LocalDate[] {null, TODAY, KeyContent.LAST_DAY}) {
                for (Integer count :
                        feature.counted() ? new Integer[] {1, 77, KeyContent.MOST} : new Integer[] {null}) {
                    SerialNumber serial = SerialNumber.random(new SecureRandom());
                    SignedKey made = PAIR.issue(feature, serial, count, TODAY, end);
                    SignedKey read = SignedKey.read(made.toString());
                    assertEquals(
                            new KeyContent(
                                    feature.word(),
                                    serial,
                                    count,
                                    TODAY,
                                    end,
                                    made.content().id()),
                            read.content());
                    assertTrue(read.signedBy(PAIR.issuer()));
                    assertEquals(made.toString(), read.toString());
                }
            }
        }
    }

    @Test
    void isAsShortAsTheSignaturePermits() {
        SerialNumber serial = SerialNumber.random(new SecureRandom());
        String shortest =
                PAIR.issue(KnownFeature.CLUSTER, serial, null, TODAY, null).toString();
        assertEquals(132, shortest.replace("-", "").length(), shortest);
        assertEquals(139, sessions().toString().replace("-", "").length());
    }

    @Test
    void isReadAsPeopleTypeIt() throws MalformedKey {
        String text = sessions().toString();
        String typed =
                "  " + text.toLowerCase(java.util.Locale.ROOT).replace('0', 'o').replace('1', 'l') + "\n";
        assertEquals(text, SignedKey.read(typed).toString());
        assertEquals(
                text, SignedKey.read(text.replace('1', 'I').replace("-", " ")).toString());
        assertEquals(text, SignedKey.read(text.replace("-", "\u2013\n")).toString());
        assertEquals(text, SignedKey.read(text.replace("-", "")).toString());
    }

    @Test
    void eachSingleWrongLetterIsFoundWhereItIs() {
        String text = sessions().toString().replace("-", "");
        for (int at = 0; at < text.length(); at++) {
            for (int symbol = 0; symbol < 32; symbol++) {
                char other = Alphabet.letter(symbol);
                if (other != text.charAt(at)) {
                    String wrong = text.substring(0, at) + other + text.substring(at + 1);
                    MalformedKey told = assertThrows(MalformedKey.class, () -> SignedKey.read(wrong));
                    assertEquals(at / 5 + 1, told.group(), wrong);
                    assertEquals(at % 5 + 1, told.place(), wrong);
                }
            }
        }
    }

    @Test
    void lettersThatChangedPlacesAreFound() {
        String text = sessions().toString().replace("-", "");
        for (int at = 0; at < text.length() - 1; at++) {
            char first = text.charAt(at);
            char second = text.charAt(at + 1);
            if (first != second) {
                String wrong = text.substring(0, at) + second + first + text.substring(at + 2);
                MalformedKey told = assertThrows(MalformedKey.class, () -> SignedKey.read(wrong));
                assertEquals(at / 5 + 1, told.group(), told.getMessage());
                assertTrue(told.getMessage().contains("changed places"), told.getMessage());
            }
        }
    }

    @Test
    void aLetterTooManyOrTooFewIsFoundNearby() {
        String text = sessions().toString().replace("-", "");
        for (int at = 0; at < text.length(); at += 3) {
            String less = text.substring(0, at) + text.substring(at + 1);
            assertTrue(Math.abs(at / 5 + 1 - wrong(less).group()) <= 1, less);
        }
        String shorter = PAIR.issue(KnownFeature.CLUSTER, sessions().content().serial(), null, TODAY, null)
                .toString()
                .replace("-", "");
        for (int at = 0; at < shorter.length(); at += 3) {
            String more = shorter.substring(0, at) + "7" + shorter.substring(at);
            assertTrue(Math.abs(at / 5 + 1 - wrong(more).group()) <= 1, more);
        }
    }

    private static MalformedKey wrong(String text) {
        return assertThrows(MalformedKey.class, () -> SignedKey.read(text));
    }

    @Test
    void noWildMutationIsRead() {
        String text = sessions().toString().replace("-", "");
        for (int round = 0; round < 4000; round++) {
            StringBuilder mutated = new StringBuilder(text);
            for (int changes = 2 + random.nextInt(6); changes > 0; changes--) {
                mutate(mutated);
            }
            if (!mutated.toString().equals(text)) {
                wrong(mutated.toString());
            }
        }
    }

    private void mutate(StringBuilder text) {
        int at = random.nextInt(text.length() - 1);
        char other = Alphabet.letter(random.nextInt(32));
        switch (random.nextInt(4)) {
            case 0 -> text.deleteCharAt(at);
            case 1 -> text.insert(at, other);
            case 2 -> text.insert(at, text.substring(at, Math.min(text.length(), at + 5)));
            default -> text.setCharAt(at, other);
        }
    }

    @Test
    void noForgedContentKeepsItsSignature() throws MalformedKey {
        int[] whole = Alphabet.read(sessions().toString(), 200);
        int[] body = CheckCharacters.strip(whole);
        int readable = 0;
        for (int round = 0; round < 5000; round++) {
            int[] forged = body.clone();
            for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
                int at = random.nextInt(forged.length);
                forged[at] ^= 1 + random.nextInt(31);
            }
            try {
                SignedKey read = SignedKey.read(Alphabet.write(CheckCharacters.append(forged)));
                readable++;
                assertFalse(read.signedBy(PAIR.issuer()), read.toString());
            } catch (MalformedKey refused) {
                assertFalse(String.valueOf(refused.getMessage()).isEmpty());
            }
        }
        assertTrue(readable > 1000, "most are well formed, so that the signature was what refused them: " + readable);
    }

    @Test
    void anotherIssuersKeyIsNotOurs() {
        assertFalse(sessions().signedBy(IssuerPair.generate().issuer()));
    }

    @Test
    void strangeLettersAreNamed() {
        assertTrue(wrong("45Z7U-AAAAA").getMessage().startsWith("group 1, character 5: 'U' is no letter of a key"));
        assertTrue(wrong("45Z7\u00e4").getMessage().contains("U+00E4"));
        assertEquals(0, wrong("").group());
        assertEquals(28, wrong("7".repeat(500)).group(), "the longest key has 139 letters");
    }

    @Test
    void whatCannotBeIsNotIssued() {
        SerialNumber serial = SerialNumber.random(new SecureRandom());
        assertThrows(
                IllegalArgumentException.class,
                () -> PAIR.issue(KnownFeature.RICH_MEDIA_SESSION, serial, null, TODAY, null));
        assertThrows(
                IllegalArgumentException.class,
                () -> PAIR.issue(KnownFeature.RICH_MEDIA_SESSION, serial, KeyContent.MOST + 1, TODAY, null));
        assertThrows(IllegalArgumentException.class, () -> PAIR.issue(KnownFeature.CLUSTER, serial, 3, TODAY, null));
        assertThrows(
                IllegalArgumentException.class,
                () -> PAIR.issue(KnownFeature.CLUSTER, serial, null, TODAY, TODAY.minusDays(1)));
    }
}
