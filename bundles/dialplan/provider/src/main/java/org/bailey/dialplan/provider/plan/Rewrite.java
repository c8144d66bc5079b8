package org.bailey.dialplan.provider.plan;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A pattern with what becomes of an alias that matches it: the common part of transforms and search rules. */
public record Rewrite(AliasPattern pattern, Behaviour behaviour, Replacement replacement) {
    public Rewrite {
        boolean partly = pattern.type() == PatternType.PREFIX || pattern.type() == PatternType.SUFFIX;
        if (behaviour == Behaviour.STRIP && !partly) {
            throw new IllegalArgumentException("behaviour STRIP would leave nothing of an alias that matches '"
                    + pattern + "': use pattern type PREFIX or SUFFIX, or behaviour REPLACE");
        }
        if (behaviour == Behaviour.REPLACE && replacement.highestGroup() > pattern.groups()) {
            throw new IllegalArgumentException("replacement '" + replacement + "' names group \\"
                    + replacement.highestGroup() + ", but pattern '" + pattern + "' has " + pattern.groups()
                    + " groups in parentheses");
        }
    }

    /** @throws IllegalArgumentException naming the part that cannot be */
    public static Rewrite of(PatternType type, String pattern, Behaviour behaviour, String replacement) {
        return new Rewrite(AliasPattern.of(type, pattern), behaviour, Replacement.of(replacement));
    }

    /** {@return whether it lets anything through, which is not what a rule to one domain wants} */
    public boolean matchesAnything() {
        return pattern.matchesAnything();
    }

    /** {@return the alias to go on with; empty when this one does not match} */
    public Optional<String> apply(String alias) {
        return apply(alias, Landmarks.lower(alias));
    }

    /** @param lower {@link Landmarks#lower} of the alias */
    Optional<String> apply(String alias, @Nullable String lower) {
        return pattern.match(alias, lower).map(match -> switch (behaviour) {
            case LEAVE -> alias;
            case STRIP -> alias.substring(0, match.start()) + alias.substring(match.end());
            case REPLACE ->
                alias.substring(0, match.start()) + replacement.expand(match) + alias.substring(match.end());
        });
    }
}
