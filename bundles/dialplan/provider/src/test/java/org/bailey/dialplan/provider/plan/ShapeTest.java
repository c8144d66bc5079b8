package org.bailey.dialplan.provider.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShapeTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                ".+@Example\\.com;@example.com$",
                "(3\\d{3})@video\\.example\\.com;^3~@video.example.com$",
                "(3\\d{3})@video.example.com;^3~@video~example~com$",
                "room-?17(\\.[a-z]+)?@x\\.test;^room~17~@x.test$",
                "(?:ab|ac)+z;z$",
                "x(yz){2}w;^xyz~w$",
                "x(yz){1}w;^xyzw$",
                "^a.*b$;^a~b$",
                "a{2}b;^a~b$",
                ".*;''"
            })
    void whatStandsInEveryMatch(String regex, String landmarks) {
        assertEquals(landmarks, Landmarks.of(regex).toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"(?i)a", "\\p{L}", "[[:alpha:]]", "\u00e4", "\\Qa.b\\E", "\\x41", "(?P<n>a)", "a\\bb", "[\\x41]"
            })
    void whatGoesBeyondIsNotRead(String regex) {
        assertTrue(ShapeReader.read(regex).isEmpty());
    }

    /** The shortcut is only a shortcut: whatever RE2 says without it holds with it. */
    @Test
    void aPatternMatchesExactlyWhatRe2Matches() {
        Random random = new Random(20260101);
        String[] parts = {
            "a", "b", "A", "\\.", ".", "[ab]", "[^a]", "\\d", "(a|b)", "(ab)", "(?:a|)", "x", "@", "3", "$", "^"
        };
        String[] counts = {"", "", "", "", "*", "+", "?", "{2}", "{1,2}", "{0,1}", "*?", "{2,}"};
        int matched = 0;
        int compared = 0;
        for (int i = 0; i < 1000; i++) {
            StringBuilder regex = new StringBuilder();
            for (int n = random.nextInt(6); n >= 0; n--) {
                regex.append(parts[random.nextInt(parts.length)]).append(counts[random.nextInt(counts.length)]);
                if (random.nextInt(12) == 0) {
                    regex.append('|');
                }
            }
            Pattern plain;
            try {
                plain = Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE);
            } catch (PatternSyntaxException none) {
                continue;
            }
            AliasPattern pattern = AliasPattern.of(PatternType.REGEX, regex.toString());
            for (int j = 0; j < 20; j++) {
                String alias = alias(random);
                boolean expected = plain.matches(alias);
                assertEquals(expected, pattern.match(alias).isPresent(), regex + " with " + alias);
                matched += expected ? 1 : 0;
                compared++;
            }
            for (String sample : Samples.of(pattern)) {
                assertTrue(plain.matches(sample), regex + " with " + sample);
                matched++;
            }
        }
        assertTrue(compared > 8_000 && matched > 400, compared + " compared, " + matched + " matched");
    }

    private static String alias(Random random) {
        StringBuilder alias = new StringBuilder();
        for (int n = random.nextInt(6); n > 0; n--) {
            alias.append("abAB3.x@\u212a".charAt(random.nextInt(9)));
        }
        return alias.toString();
    }

    @Test
    void samplesLookLikeWhatPeopleDial() {
        List<String> samples = Samples.of(AliasPattern.of(PatternType.REGEX, "(3\\d{3})@video.example.com"));
        assertTrue(samples.get(0).matches("3\\d{3}@video\\.example\\.com"), samples.toString());
        assertFalse(Samples.of(AliasPattern.of(PatternType.REGEX, ".+@example\\.com"))
                .isEmpty());
    }
}
