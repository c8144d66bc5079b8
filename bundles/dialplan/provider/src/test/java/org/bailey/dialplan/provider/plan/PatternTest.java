package org.bailey.dialplan.provider.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PatternTest {
    @ParameterizedTest
    @CsvSource({
        "REGEX, .+@example\\.com, dave@example.com, true",
        "REGEX, .+@example\\.com, dave@EXAMPLE.com, true",
        "REGEX, .+@example\\.com, dave@examplexcom, false",
        "REGEX, .+@example\\.com, dave@example.com:5061, false",
        "REGEX, .+@example\\.com.*, dave@example.com:5061, true",
        "REGEX, (3\\d{3})@video.example.com, 3000@video.example.com, true",
        "REGEX, (3\\d{3})@video.example.com, 4000@video.example.com, false",
        "REGEX, (3\\d{3})@video.example.com, david.jones.office@video.example.com, false",
        "REGEX, .*IMP1-public\\.ciscoexample\\.com.*, imp1-public.ciscoexample.com, true",
        "EXACT, dave@example.com, Dave@Example.com, true",
        "EXACT, dave@example.com, dave@example.com2, false",
        "PREFIX, 9, 90@example.com, true",
        "PREFIX, 9, 80@example.com, false",
        "SUFFIX, @example.com, dave@EXAMPLE.COM, true",
        "SUFFIX, @example.com, dave@example.com:5061, false",
        "SUFFIX, @a.very.long.domain, x, false"
    })
    void aPatternMatchesTheWholeAliasWhateverTheLetterCase(
            PatternType type, String pattern, String alias, boolean matches) {
        assertEquals(matches, AliasPattern.of(type, pattern).match(alias).isPresent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"^(?!0)(\\d{4})$", "(?=x).*", "(?<!a)b", "(?<=a)b"})
    void lookAheadIsRefusedWithAdvice(String pattern) {
        String refusal = refusal(() -> AliasPattern.of(PatternType.REGEX, pattern));
        assertTrue(refusal.startsWith("pattern '" + pattern + "' uses (?"), refusal);
        assertTrue(refusal.contains("smaller priority number"), refusal);
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "a**", "[", "(a)\\1", "\\"})
    void aBrokenPatternIsRefusedWithItsText(String pattern) {
        String refusal = refusal(() -> AliasPattern.of(PatternType.REGEX, pattern));
        assertTrue(refusal.startsWith("pattern '" + pattern + "' is no regular expression"), refusal);
    }

    @ParameterizedTest
    @CsvSource({
        "(3\\d{3})@video.example.com, example",
        ".+@example.com, com",
        ".+@example\\.com.x, x",
        ".+@example\\.com, ''",
        ".+@example\\.com.*, ''",
        "a[b.c]d, ''"
    })
    void anUnescapedDotBetweenWordsIsRemarkedUpon(String pattern, String word) {
        String doubt = AliasPattern.of(PatternType.REGEX, pattern).doubt().orElse("");
        assertEquals(word.isEmpty(), doubt.isEmpty(), doubt);
        assertTrue(word.isEmpty() || doubt.contains("the dot before '" + word + "'"), doubt);
    }

    @Test
    void knowsWhatMatchesAnything() {
        assertTrue(AliasPattern.of(PatternType.REGEX, ".*").matchesAnything());
        assertTrue(AliasPattern.of(PatternType.REGEX, ".+").matchesAnything());
        assertFalse(AliasPattern.of(PatternType.REGEX, ".+@example\\.com.*").matchesAnything());
    }

    @ParameterizedTest
    @CsvSource({
        "(.+)@(.+), \\2@\\1, a@b, b@a",
        "(.+):.*, \\1, dave@example.com:5061, dave@example.com",
        "9(\\d+), +49\\1@example.com, 930, +4930@example.com",
        "(a)|(b), <\\2>, a, <>",
        "x, $1 costs \\\\0, x, $1 costs \\0",
        "(.+), \\0!, abc, abc!"
    })
    void aReplacementNamesGroupsByBackslash(String pattern, String replacement, String alias, String result) {
        Rewrite rewrite = Rewrite.of(PatternType.REGEX, pattern, Behaviour.REPLACE, replacement);
        assertEquals(Optional.of(result), rewrite.apply(alias));
    }

    @Test
    void stripTakesPrefixesAndSuffixesAway() {
        assertEquals(
                Optional.of("30@example.com"),
                Rewrite.of(PatternType.PREFIX, "9", Behaviour.STRIP, "").apply("930@example.com"));
        assertEquals(
                Optional.of("dave"),
                Rewrite.of(PatternType.SUFFIX, "@example.com", Behaviour.STRIP, "")
                        .apply("dave@Example.com"));
        assertEquals(
                Optional.of("dave@video.example.com"),
                Rewrite.of(PatternType.SUFFIX, "@example.com", Behaviour.REPLACE, "@video.example.com")
                        .apply("dave@example.com"));
        assertTrue(refusal(() -> Rewrite.of(PatternType.REGEX, ".+", Behaviour.STRIP, ""))
                .contains("STRIP"));
    }

    @Test
    void aReplacementIsRefusedForGroupsThatAreNotThere() {
        assertTrue(refusal(() -> Rewrite.of(PatternType.REGEX, "(.+)@.+", Behaviour.REPLACE, "\\2"))
                .contains("names group \\2, but pattern '(.+)@.+' has 1 groups"));
        assertTrue(refusal(() -> Rewrite.of(PatternType.PREFIX, "9", Behaviour.REPLACE, "\\1"))
                .contains("group \\1"));
        assertTrue(refusal(() -> Replacement.of("x\\")).contains("backslash"));
        assertTrue(refusal(() -> Replacement.of("\\q")).contains("backslash"));
    }

    @Test
    void noPatternTakesLong() {
        AliasPattern evil = AliasPattern.of(PatternType.REGEX, "^(.*,){12}P$");
        AliasPattern nested = AliasPattern.of(PatternType.REGEX, "((a+)+)+@x");
        String commas = ",".repeat(500);
        String as = "a".repeat(500);
        long start = System.nanoTime();
        assertFalse(evil.match(commas).isPresent());
        assertFalse(nested.match(as).isPresent());
        assertTrue(System.nanoTime() - start < Duration.ofSeconds(2).toNanos());
    }

    @Test
    void whateverIsTypedIsEitherTakenOrRefusedWithASentence() {
        Random random = new Random(20);
        String alphabet = "ab1.+*?()[]{}|\\^$@:,-<=!\u00e4";
        for (int i = 0; i < 30_000; i++) {
            String pattern = text(random, alphabet, 12);
            String replacement = text(random, "\\123ab@.", 6);
            try {
                Rewrite rewrite = Rewrite.of(
                        PatternType.values()[random.nextInt(4)],
                        pattern,
                        Behaviour.values()[random.nextInt(3)],
                        replacement);
                rewrite.apply(text(random, "ab1@.:", 20));
                rewrite.pattern().doubt();
                rewrite.matchesAnything();
            } catch (IllegalArgumentException refused) {
                assertTrue(refused.getMessage().length() > 20, refused.getMessage());
            }
        }
    }

    @Test
    void leaveNeverChangesAndExactAgreesWithAQuotedExpression() {
        Random random = new Random(21);
        for (int i = 0; i < 5_000; i++) {
            String pattern = text(random, "aB.@1", 4);
            String alias = text(random, "AbB.@1", 4);
            if (pattern.isEmpty()) {
                continue;
            }
            boolean exact =
                    AliasPattern.of(PatternType.EXACT, pattern).match(alias).isPresent();
            String quoted = pattern.replace(".", "\\.");
            assertEquals(
                    exact,
                    AliasPattern.of(PatternType.REGEX, quoted).match(alias).isPresent());
            assertEquals(
                    exact ? Optional.of(alias) : Optional.empty(),
                    Rewrite.of(PatternType.EXACT, pattern, Behaviour.LEAVE, "").apply(alias));
        }
    }

    private static String text(Random random, String alphabet, int longest) {
        StringBuilder text = new StringBuilder();
        for (int n = random.nextInt(longest + 1); n > 0; n--) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }

    private static String refusal(Runnable typed) {
        return assertThrows(IllegalArgumentException.class, typed::run).getMessage();
    }
}
