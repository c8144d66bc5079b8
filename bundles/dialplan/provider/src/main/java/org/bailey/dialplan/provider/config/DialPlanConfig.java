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

    @AttributeDefinition(
            name = "Record of calls (days)",
            description =
                    "How long is kept who called what, and where it went: a dry run of a changed dial plan replays it."
                            + " Today is one of them. 0: nothing is kept, and what there is goes.",
            min = "0",
            max = "90")
    int recordDays() default 7;
}
