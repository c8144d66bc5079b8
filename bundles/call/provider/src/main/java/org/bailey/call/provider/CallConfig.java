package org.bailey.call.provider;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

@ObjectClassDefinition(name = "Calls", description = "The store of calls and the lanes they run on")
@interface CallConfig {
    @AttributeDefinition(
            name = "Simultaneous calls",
            description = "Calls held at once; one more is answered 503",
            min = "1",
            max = "100000")
    int maxCalls() default 100;

    @AttributeDefinition(
            name = "Share of unknown callers (%)",
            description =
                    "Of the simultaneous calls, those that callers may hold all together who are neither a peer of a"
                            + " zone nor a trusted host; two calls at least. One more is answered 503",
            min = "0",
            max = "100")
    int unknownCallersPercent() default 10;

    @AttributeDefinition(
            name = "Past calls kept",
            description = "Ended calls shown in the history, in memory",
            min = "0",
            max = "100000")
    int pastCalls() default 1000;

    @AttributeDefinition(
            name = "Workers",
            description = "Threads that serve the lanes of all calls; takes effect at the next start",
            min = "1",
            max = "64")
    int workers() default 2;

    @AttributeDefinition(
            name = "Events a call may queue",
            description = "While a module is being replaced; beyond it events of that call are dropped and counted",
            min = "16",
            max = "10000")
    int maxWaiting() default 256;
}
