package org.bailey.turn.provider;

import org.bailey.turn.TurnServer.Transport;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

@ObjectClassDefinition(
        factoryPid = "org.bailey.turn.server",
        name = "TURN server",
        description =
                "A server of RFC 8656 or 5766, such as an Expressway-E or coturn. With several, each call takes one at"
                        + " random of those that work.")
@interface ServerConfig {
    @AttributeDefinition(
            name = "Address",
            description = "IP address or name. Over TLS the server's certificate has to carry it.")
    String address() default "";

    @AttributeDefinition(
            name = "Port",
            description = "A large Expressway-E has 3478 to 3483. With TLS usually 5349.",
            min = "1",
            max = "65535")
    int port() default 3478;

    @AttributeDefinition(
            name = "Transport",
            description = "What leads to the server. Relayed packets are UDP all the same.")
    Transport transport() default Transport.UDP;

    @AttributeDefinition(name = "User name", description = "Long-term credential the server knows.", required = false)
    String username() default "";

    @AttributeDefinition(
            name = "Password",
            description = "Never shown again, not in an export either.",
            type = AttributeType.PASSWORD,
            required = false)
    String password() default "";

    @AttributeDefinition(name = "Description", description = "Shown to people, nothing more.", required = false)
    String description() default "";
}
