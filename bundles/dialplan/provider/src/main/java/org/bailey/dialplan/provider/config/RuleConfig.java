package org.bailey.dialplan.provider.config;

import org.bailey.dialplan.provider.plan.Behaviour;
import org.bailey.dialplan.provider.plan.PatternType;
import org.bailey.dialplan.provider.plan.Rule.VariantMatch;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

@ObjectClassDefinition(
        factoryPid = "org.bailey.dialplan.rule",
        name = "Search rule",
        description =
                "Sends aliases that match to a zone. An alias is user@host, with :port where the URI had one, without"
                        + " sip: and without parameters.")
@interface RuleConfig {
    @AttributeDefinition(
            name = "Rule name",
            description = "Empty: the part of the PID behind the tilde.",
            required = false)
    String name() default "";

    @AttributeDefinition(name = "Description", required = false)
    String description() default "";

    @AttributeDefinition(
            name = "Priority",
            description = "Rules are searched from the smallest number up, equal ones by name.",
            min = "1",
            max = "65534")
    int priority() default 100;

    @AttributeDefinition(
            name = "Source",
            description = "Name of the zone a call has to come from. Empty: any.",
            required = false)
    String source() default "";

    @AttributeDefinition(
            name = "Request must be authenticated",
            description = "Whether only peers of zones and trusted hosts may use the rule; others get 403.")
    boolean authenticated() default false;

    @AttributeDefinition(name = "SIP variant", description = "The kind of requests the rule is for.")
    VariantMatch variant() default VariantMatch.ALL;

    @AttributeDefinition(
            name = "Mode",
            description =
                    "ANY_ALIAS is refused for the zone to the Microsoft side: it would send every mis-dial there.")
    Mode mode() default Mode.ALIAS_PATTERN_MATCH;

    @AttributeDefinition(name = "Pattern type", description = "Letter case never counts.")
    PatternType patternType() default PatternType.REGEX;

    @AttributeDefinition(
            name = "Pattern string",
            description =
                    "A regular expression has to match the whole alias: .+@example\\.com. Look-ahead is not possible.",
            required = false)
    String pattern() default "";

    @AttributeDefinition(name = "Pattern behaviour", description = "What the target zone gets to see of the alias.")
    Behaviour behaviour() default Behaviour.LEAVE;

    @AttributeDefinition(
            name = "Replace string",
            description = "With REPLACE; \\1 to \\9 are the groups in parentheses.",
            required = false)
    String replacement() default "";

    @AttributeDefinition(
            name = "On successful match",
            description = "CONTINUE goes on with the next rules when nobody is found in the target zone.")
    OnMatch onMatch() default OnMatch.STOP;

    @AttributeDefinition(name = "Target zone", description = "Its name, or: To Microsoft destination via B2BUA")
    String target() default "";

    @AttributeDefinition(name = "Enabled")
    boolean enabled() default true;

    enum Mode {
        ALIAS_PATTERN_MATCH,
        ANY_ALIAS
    }

    enum OnMatch {
        STOP,
        CONTINUE
    }
}
