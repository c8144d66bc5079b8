package org.bailey.dialplan.provider.config;

import org.bailey.dialplan.provider.plan.Behaviour;
import org.bailey.dialplan.provider.plan.PatternType;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

@ObjectClassDefinition(
        factoryPid = "org.bailey.dialplan.transform",
        name = "Transform",
        description =
                "Changes aliases before the search rules see them. All that match are applied, one after the other.")
@interface TransformConfig {
    @AttributeDefinition(name = "Name", required = false)
    String name() default "";

    @AttributeDefinition(name = "Description", required = false)
    String description() default "";

    @AttributeDefinition(
            name = "Priority",
            description = "Applied from the smallest number up, equal ones by name.",
            min = "1",
            max = "65534")
    int priority() default 5;

    @AttributeDefinition(name = "Pattern type", description = "Letter case never counts.")
    PatternType patternType() default PatternType.REGEX;

    @AttributeDefinition(
            name = "Pattern string",
            description = "The default finds a port behind a name or address, and leaves IPv6 addresses alone.")
    String pattern() default "(.+@[^:\\[\\]]+|.+@\\[[^\\]]+\\]):\\d*";

    @AttributeDefinition(name = "Pattern behaviour")
    Behaviour behaviour() default Behaviour.REPLACE;

    @AttributeDefinition(
            name = "Replace string",
            description = "With REPLACE; \\1 to \\9 are the groups in parentheses.",
            required = false)
    String replacement() default "\\1";

    @AttributeDefinition(name = "Enabled")
    boolean enabled() default true;
}
