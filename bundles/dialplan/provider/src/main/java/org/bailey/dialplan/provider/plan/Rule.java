package org.bailey.dialplan.provider.plan;

import java.util.Optional;
import org.bailey.dialplan.Origin;
import org.bailey.dialplan.SipVariant;
import org.jspecify.annotations.Nullable;

/**
 * A search rule.
 *
 * @param source name of the zone it is for; empty for any
 * @param authenticated whether only trusted senders may use it
 * @param rewrite null for "any alias"
 * @param goOn whether the search goes on when nobody is found in the target zone
 * @param target name of the zone
 */
public record Rule(
        String name,
        int priority,
        String source,
        boolean authenticated,
        VariantMatch variant,
        @Nullable Rewrite rewrite,
        boolean goOn,
        String target) {
    private static final int HIGHEST_PRIORITY = 65534;

    public Rule {
        checkPriority(priority);
    }

    static void checkPriority(int priority) {
        if (priority < 1 || priority > HIGHEST_PRIORITY) {
            throw new IllegalArgumentException(
                    "priority is " + priority + ", but has to be between 1 and " + HIGHEST_PRIORITY);
        }
    }

    /** {@return why the rule is not for a call from there; empty when it is} */
    Optional<String> unfit(Origin origin) {
        if (!source.isEmpty() && !source.equalsIgnoreCase(origin.zone())) {
            return Optional.of("only for calls from zone '" + source + "'");
        }
        if (!variant.takes(origin.variant())) {
            return Optional.of("only for " + variant + ", this is " + origin.variant());
        }
        return Optional.empty();
    }

    /** {@return the alias for the target zone; empty when this one does not match} */
    Optional<String> apply(String alias) {
        return rewrite == null ? Optional.of(alias) : rewrite.apply(alias);
    }

    @Override
    public String toString() {
        return "rule '" + name + "' (" + priority + ")";
    }

    /** The kinds of SIP a rule is for. */
    public enum VariantMatch {
        ALL,
        STANDARD,
        /** Everything in the Microsoft dialect. */
        MICROSOFT,
        MICROSOFT_AV,
        MICROSOFT_SHARE,
        MICROSOFT_IM,
        MICROSOFT_CONFERENCE;

        boolean takes(SipVariant variant) {
            return this == ALL
                    || variant == SipVariant.ANY
                    || name().equals(variant.name())
                    || this == MICROSOFT && variant != SipVariant.STANDARD;
        }
    }
}
