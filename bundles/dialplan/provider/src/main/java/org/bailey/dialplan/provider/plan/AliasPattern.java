package org.bailey.dialplan.provider.plan;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A pattern typed by people. Regular expressions run on RE2, whose time grows only linearly with the alias, whatever is
 * typed; it has neither look-ahead nor back-references.
 */
public final class AliasPattern {
    private static final int LONGEST = 500;

    private final PatternType type;
    private final String text;
    private final @Nullable Pattern regex;
    private final Landmarks landmarks;

    private AliasPattern(PatternType type, String text, @Nullable Pattern regex) {
        this.type = type;
        this.text = text;
        this.regex = regex;
        landmarks = regex == null ? Landmarks.NONE : Landmarks.of(text);
    }

    /** @throws IllegalArgumentException saying what is wrong with the pattern and what to write instead */
    public static AliasPattern of(PatternType type, String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("the pattern is empty: it has to say which aliases are meant");
        }
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException("the pattern is longer than " + LONGEST + " characters");
        }
        return new AliasPattern(type, text, type == PatternType.REGEX ? compile(text) : null);
    }

    private static Pattern compile(String text) {
        for (String sign : new String[] {"(?=", "(?!", "(?<=", "(?<!"}) {
            if (text.contains(sign)) {
                throw new IllegalArgumentException("pattern '" + text + "' uses " + sign
                        + ", which looks around and is not possible here: write what matches instead, and put the"
                        + " exceptions into a rule with a smaller priority number");
            }
        }
        try {
            return Pattern.compile(text, Pattern.CASE_INSENSITIVE);
        } catch (PatternSyntaxException wrong) {
            throw new IllegalArgumentException(
                    "pattern '" + text + "' is no regular expression: " + wrong.getDescription() + " at '"
                            + wrong.getPattern() + "'",
                    wrong);
        }
    }

    /** {@return how many groups a replacement may name} */
    public int groups() {
        return regex == null ? 0 : regex.groupCount();
    }

    public PatternType type() {
        return type;
    }

    /** {@return as typed} */
    public String text() {
        return text;
    }

    /** {@return what matched, empty when the alias does not match} */
    public Optional<Match> match(String alias) {
        return match(alias, Landmarks.lower(alias));
    }

    /** @param lower {@link Landmarks#lower} of the alias, for whoever holds many patterns against it */
    Optional<Match> match(String alias, @Nullable String lower) {
        if (regex != null) {
            if (lower != null && !landmarks.in(lower)) {
                return Optional.empty();
            }
            Matcher matcher = regex.matcher(alias);
            return matcher.matches() ? Optional.of(new Match(alias, 0, alias.length(), matcher)) : Optional.empty();
        }
        int from = type == PatternType.SUFFIX ? alias.length() - text.length() : 0;
        boolean fits = from >= 0
                && (type != PatternType.EXACT || alias.length() == text.length())
                && alias.regionMatches(true, from, text, 0, text.length());
        return fits ? Optional.of(new Match(alias, from, from + text.length(), null)) : Optional.empty();
    }

    /** {@return whether it lets anything through, which is not what a rule to one domain wants} */
    boolean matchesAnything() {
        return match("qx7@somewhere.invalid").isPresent()
                && match("elsewhere.invalid").isPresent();
    }

    /**
     * {@return a remark on a dot that stands for any character although it looks like part of a domain name, empty for none}
     */
    public Optional<String> doubt() {
        if (regex == null) {
            return Optional.empty();
        }
        boolean inClass = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '[') {
                inClass = true;
            } else if (c == ']') {
                inClass = false;
            } else if (c == '.' && !inClass && betweenWords(i)) {
                return Optional.of("in pattern '" + text + "' the dot before '" + wordAfter(i)
                        + "' stands for any character; for a dot alone write \\.");
            }
        }
        return Optional.empty();
    }

    private boolean betweenWords(int dot) {
        return dot > 0
                && dot + 1 < text.length()
                && Character.isLetterOrDigit(text.charAt(dot - 1))
                && Character.isLetterOrDigit(text.charAt(dot + 1));
    }

    private String wordAfter(int dot) {
        int end = dot + 1;
        while (end < text.length() && Character.isLetterOrDigit(text.charAt(end))) {
            end++;
        }
        return text.substring(dot + 1, end);
    }

    @Override
    public String toString() {
        return type == PatternType.REGEX ? text : type.name().toLowerCase(Locale.ROOT) + " " + text;
    }

    /** The part of an alias from {@code start} up to {@code end} matched. */
    public record Match(
            String alias, int start, int end, @Nullable Matcher matcher) {
        /** {@return the text of a group; empty for one that took no part} */
        public String group(int number) {
            if (matcher == null) {
                return number == 0 ? alias.substring(start, end) : "";
            }
            String group = matcher.group(number);
            return group == null ? "" : group;
        }
    }
}
