package org.bailey.console.provider;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

@ObjectClassDefinition(name = "Console", description = "Signing in to the web console and the REST interface.")
@interface ConsoleConfig {
    @AttributeDefinition(
            name = "Idle time-out (min)",
            description = "A login that was not used for this long is over.",
            min = "1",
            max = "1440")
    int idleMinutes() default 30;

    @AttributeDefinition(
            name = "Longest login (h)",
            description = "After this long everybody has to sign in again.",
            min = "1",
            max = "168")
    int longestHours() default 12;

    @AttributeDefinition(
            name = "Wrong passwords per minute",
            description = "An address that sent this many wrong passwords within a minute is not listened to until the"
                    + " minute is over.",
            min = "1",
            max = "100")
    int wrongPasswordsPerMinute() default 8;
}
