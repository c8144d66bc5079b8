package org.bailey.dialplan.provider.config;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

@ObjectClassDefinition(pid = "org.bailey.dialplan", name = "Dial plan")
@interface DialPlanConfig {
    @AttributeDefinition(
            name = "Trusted hosts before a notice",
            description =
                    "More trusted hosts than this are remarked upon. It is only a notice: calls are not affected.",
            min = "1",
            max = "1000")
    int trustedHostNotice() default 25;
}
