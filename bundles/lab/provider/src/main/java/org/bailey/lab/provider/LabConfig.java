package org.bailey.lab.provider;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

@ObjectClassDefinition(
        name = "Lab",
        description =
                "A simulated Front End with one Microsoft client, and a simulated room, that call each other across"
                        + " the gateway. For demonstration and tests.")
@interface LabConfig {
    @AttributeDefinition(
            name = "Demonstration calls",
            description = "Whether the client calls the room and the room the client. Without, both only answer.")
    boolean demo() default true;

    @AttributeDefinition(name = "Repeat", description = "Whether the demonstration begins again after its pause.")
    boolean repeat() default false;

    @AttributeDefinition(
            name = "Call time (s)",
            description = "How long each demonstration call lasts; hold and resume come in between.",
            min = "4",
            max = "86400")
    int callSeconds() default 20;

    @AttributeDefinition(name = "Pause (s)", description = "Between two calls.", min = "0", max = "86400")
    int pauseSeconds() default 3;

    @AttributeDefinition(name = "Video", description = "Whether each call is raised to video in between.")
    boolean video() default true;

    @AttributeDefinition(name = "Gateway address", description = "Name or IP address of the gateway's listeners.")
    String gatewayAddress() default "127.0.0.1";

    @AttributeDefinition(
            name = "Gateway port for the Microsoft side",
            description = "TLS; the Front End sends calls there.",
            min = "1",
            max = "65535")
    int gatewayMicrosoftPort() default 65072;

    @AttributeDefinition(
            name = "Gateway port for the standard side",
            description = "TCP; the room sends calls there.",
            min = "1",
            max = "65535")
    int gatewayStandardPort() default 5060;

    @AttributeDefinition(
            name = "Front End address",
            description = "IP address the Front End listens on and calls from; also the host of its Record-Route.")
    String frontEndAddress() default "127.0.0.2";

    @AttributeDefinition(
            name = "Front End port",
            description = "TLS; the gateway's Microsoft destination.",
            min = "0",
            max = "65535")
    int frontEndPort() default 15061;

    @AttributeDefinition(name = "Room address", description = "IP address the room listens on and calls from.")
    String roomAddress() default "127.0.0.3";

    @AttributeDefinition(
            name = "Room port",
            description = "TCP and UDP; the peer of the gateway's zone to the room.",
            min = "0",
            max = "65535")
    int roomPort() default 15060;

    @AttributeDefinition(name = "Microsoft domain", description = "The client is alice in this domain.")
    String microsoftDomain() default "ms.lab.bailey.test";

    @AttributeDefinition(name = "Room domain", description = "The room is huddle in this domain.")
    String roomDomain() default "room.lab.bailey.test";
}
