package org.bailey.sip.provider;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

@ObjectClassDefinition(
        name = "SIP listener",
        description = "One address and port the appliance takes SIP on. The name of the listener is the part of the"
                + " configuration's PID after the tilde.")
@interface ListenerConfig {
    @AttributeDefinition(
            name = "Transport",
            description = "udp, tcp or tls",
            options = {@Option("udp"), @Option("tcp"), @Option("tls")})
    String transport() default "tls";

    @AttributeDefinition(
            name = "Address",
            description = "IP address to listen on; 0.0.0.0 listens on all addresses of this machine")
    String address() default "0.0.0.0";

    @AttributeDefinition(
            name = "Port",
            description = "65072 is where the Microsoft side sends calls to by convention",
            type = AttributeType.INTEGER,
            min = "0",
            max = "65535")
    int port() default 5061;

    @AttributeDefinition(
            name = "Client certificate",
            description =
                    "Of peers that connect over TLS: need refuses who shows none, want takes one that verifies and"
                            + " goes on without, none does not ask for one. The listener of the Microsoft side wants need: with"
                            + " want or none a trusted host is told by its address alone",
            options = {@Option("none"), @Option("want"), @Option("need")})
    String clientCertificate() default "need";
}
