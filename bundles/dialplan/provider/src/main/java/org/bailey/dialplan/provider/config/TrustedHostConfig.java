package org.bailey.dialplan.provider.config;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

@ObjectClassDefinition(
        factoryPid = "org.bailey.b2bua.trustedhost",
        name = "Trusted host",
        description =
                "A host whose calls to us are taken for what they say they are. Add every Front End, Director and load"
                        + " balancer that may send calls; hosts that are only called, and IM and Presence nodes, need not be here.")
@interface TrustedHostConfig {
    @AttributeDefinition(name = "Name", description = "Shown to people, nothing more.", required = false)
    String name() default "";

    @AttributeDefinition(
            name = "Address",
            description = "The address calls come from, or a name that the certificate of the sender carries.")
    String address() default "";

    @AttributeDefinition(name = "Type")
    Type type() default Type.MICROSOFT_INFRASTRUCTURE;

    enum Type {
        MICROSOFT_INFRASTRUCTURE,
        TRANSCODER
    }
}
