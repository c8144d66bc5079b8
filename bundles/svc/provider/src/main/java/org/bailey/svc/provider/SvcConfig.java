package org.bailey.svc.provider;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

@ObjectClassDefinition(
        name = "Pictures between H.264 UC and AVC",
        description =
                "How packets of pictures are rewritten between Microsoft clients and rooms. Changes apply at once, to calls that"
                        + " are up too.")
@interface SvcConfig {
    @AttributeDefinition(
            name = "Reorder window (ms)",
            description =
                    "How long packets wait for one that is missing before them. Longer repairs more on networks that"
                            + " reorder; each loss then stands still longer. Packets in order never wait.",
            min = "0",
            max = "1000")
    int reorderMillis() default 60;

    @AttributeDefinition(
            name = "Freeze (ms)",
            description =
                    "How long a picture may stand still after a loss until a key picture comes. After that what comes is sent"
                            + " on as it is, damaged, for senders that make no key pictures when they are asked.",
            min = "500",
            max = "60000")
    int freezeMillis() default 5000;

    @AttributeDefinition(
            name = "Temporal layers to clients",
            description =
                    "How many temporal layers of a room's stream a client is told of, where the stream says which it has."
                            + " 1: all is one layer, as clients are known to take it.",
            min = "1",
            max = "4")
    int temporalLayers() default 1;

    @AttributeDefinition(
            name = "Aggregates to clients",
            description =
                    "Small units share packets (STAP-A) with the description. Allowed by [MS-H264PF]; senders that clients are"
                            + " known to understand do not do it.")
    boolean aggregates() default false;

    @AttributeDefinition(
            name = "Longest payload (bytes)",
            description =
                    "Behind the RTP header of a packet that leaves, where the receiver says nothing. Longer ones are cut, where"
                            + " the receiver takes pieces.",
            min = "200",
            max = "1400")
    int mostPayload() default 1200;
}
