package org.bailey.dialplan.provider.config;

import org.bailey.dialplan.SipVariant;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

@ObjectClassDefinition(
        factoryPid = "org.bailey.dialplan.expectation",
        name = "Expectation",
        description =
                "Where a call has to go. Whenever the dial plan says otherwise there is a warning; a dry run tells"
                        + " before the change.")
@interface ExpectationConfig {
    @AttributeDefinition(name = "Name", description = "Empty: the part of the PID behind the tilde.", required = false)
    String name() default "";

    @AttributeDefinition(name = "Alias", description = "What is called: user@host, a telephone number, or a URI.")
    String alias() default "";

    @AttributeDefinition(
            name = "From",
            description = "Name of the zone the call comes from. Default zone: whoever is a peer of none.")
    String from() default "Default zone";

    @AttributeDefinition(
            name = "SIP variant",
            description = "What the request looks like. ANY: as calls from that zone mostly do.")
    SipVariant variant() default SipVariant.ANY;

    @AttributeDefinition(
            name = "Zone",
            description = "Name of the zone the call has to go to. Empty: it has to be refused.",
            required = false)
    String zone() default "";

    @AttributeDefinition(
            name = "Request-URI",
            description = "What that zone has to get to see, such as sip:3000@video.example.com. Empty: anything.",
            required = false)
    String uri() default "";
}
