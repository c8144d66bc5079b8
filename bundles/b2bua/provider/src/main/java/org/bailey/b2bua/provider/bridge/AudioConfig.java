package org.bailey.b2bua.provider.bridge;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** What the operator may set about audio. */
@ObjectClassDefinition(name = "Audio bridge", description = "Audio passed on between the two sides")
@interface AudioConfig {
    @AttributeDefinition(
            name = "Pre-configured audio codecs",
            description = "Offered in this order to the Microsoft side for an INVITE that came without a session"
                    + " description, which the Microsoft side does not accept. Of G722, G7221, PCMU, PCMA, CN, EVENTS;"
                    + " at least one that is neither CN nor EVENTS.",
            options = {
                @Option("G722"),
                @Option(value = "G7221", label = "G.722.1 at 24 kbit/s"),
                @Option("PCMU"),
                @Option("PCMA"),
                @Option(value = "CN", label = "comfort noise"),
                @Option(value = "EVENTS", label = "telephone-event (DTMF)")
            })
    String[] presetCodecs() default {"G722", "G7221", "PCMU", "PCMA", "CN", "EVENTS"};
}
