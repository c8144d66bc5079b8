package org.bailey.dialplan.provider.plan;

import java.util.Optional;
import org.bailey.dialplan.DialPlan;
import org.bailey.dialplan.Origin;
import org.bailey.dialplan.SipVariant;
import org.jspecify.annotations.Nullable;

/**
 * A search rule.
 *
 * @param pid of its configuration
 * @param description for people
 * @param source name of the zone it is for; empty for any
 * @param authenticated whether only trusted senders may use it
 * @param rewrite null for "any alias"
 * @param goOn whether the search goes on when nobody is found in the target zone
 * @param target name of the zone
 */
public record Rule(
        String pid,
        String description,
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

    /** Without a configuration of its own. */
    public Rule(
            String name,
            int priority,
            String source,
            boolean authenticated,
            VariantMatch variant,
            @Nullable Rewrite rewrite,
            boolean goOn,
            String target) {
        this("", "", name, priority, source, authenticated, variant, rewrite, goOn, target);
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
            boolean stranger = source.equalsIgnoreCase(DialPlan.DEFAULT_ZONE);
            if (!stranger || !origin.zone().isEmpty()) {
                return Optional.of("only for calls from " + (stranger ? "peers of no zone" : "zone '" + source + "'"));
            }
        }
        if (!variant.takes(origin.variant())) {
            return Optional.of("only for " + variant + ", this is " + origin.variant());
        }
        return Optional.empty();
    }

    /** {@return whether every call that the other one is for is one for this rule too, but for the alias} */
    boolean covers(Rule other) {
        return (source.isEmpty() || source.equalsIgnoreCase(other.source))
                && (!authenticated || other.authenticated)
                && (variant == other.variant
                        || variant == VariantMatch.ALL
                        || variant == VariantMatch.MICROSOFT
                                && other.variant.name().startsWith("MICROSOFT_"));
    }

    /** {@return the alias for the target zone; empty when this one does not match} */
    Optional<String> apply(String alias) {
        return apply(alias, Landmarks.lower(alias));
    }

    /** @param lower {@link Landmarks#lower} of the alias, made once for all rules */
    Optional<String> apply(String alias, @Nullable String lower) {
        return rewrite == null ? Optional.of(alias) : rewrite.apply(alias, lower);
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
