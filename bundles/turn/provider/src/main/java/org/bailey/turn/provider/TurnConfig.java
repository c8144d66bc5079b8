package org.bailey.turn.provider;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

@ObjectClassDefinition(
        name = "TURN",
        description =
                "Whether calls with Microsoft clients get an address on a TURN server, for clients that cannot reach"
                        + " this appliance directly. Servers are org.bailey.turn.server. Changes apply to calls that begin afterwards.")
@interface TurnConfig {
    @AttributeDefinition(name = "Offer TURN services")
    boolean offer() default false;

    @AttributeDefinition(
            name = "Pause between probes (s)",
            description =
                    "How often each server is asked for an address, which is given back at once, to see whether it"
                            + " is there and takes our user name and password. Only while TURN services are offered.",
            min = "5",
            max = "3600")
    int probeSeconds() default 60;

    @AttributeDefinition(
            name = "Patience of a probe (s)",
            description = "How long a server may take before it counts as unreachable.",
            min = "1",
            max = "60")
    int patienceSeconds() default 5;
}
