package org.bailey.svc.bridge;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** What the operator may set about what is offered and answered. */
@ObjectClassDefinition(
        name = "SVC bridge",
        description =
                "Video between Microsoft's layered H.264 (X-H264UC) and plain H.264, as it is offered and answered."
                        + " Changes count from the next offer on.")
@interface LayeredConfig {
    @AttributeDefinition(
            name = "Largest picture",
            description = "What the Microsoft side is asked for at most, and the room is told as level.",
            options = {
                @Option(label = "1280x720, 30 frames/s", value = "HD720"),
                @Option(label = "1920x1080, 30 frames/s", value = "HD1080")
            })
    String maxResolution() default "HD720";

    @AttributeDefinition(
            name = "Rooms with single units only",
            description = "What rooms get that know packetization mode 0 only, where a client sends units longer than a"
                    + " packet. Pieces (FU-A), which RFC 6184 keeps from them but most decoders read; whole units, longer"
                    + " ones left out; or no video at all.",
            options = {
                @Option(label = "pieces", value = "PIECES"),
                @Option(label = "whole units", value = "WHOLE"),
                @Option(label = "no video", value = "REFUSE")
            })
    String singleUnitRooms() default "PIECES";

    @AttributeDefinition(
            name = "Longest whole unit (bytes)",
            description =
                    "Where rooms with single units only get whole ones: longer ones are left out, and the picture with"
                            + " them. Above 1400 the network has to cut the packets.",
            min = "200",
            max = "16000")
    int longestUnit() default 8000;

    @AttributeDefinition(
            name = "High profile",
            description =
                    "Whether rooms are offered High before Constrained Baseline. Microsoft's clients are not known to"
                            + " send it unasked.")
    boolean highProfile() default false;

    @AttributeDefinition(
            name = "Offer video for calls without a description",
            description = "Whether the pre-configured offer to the Microsoft side has X-H264UC.")
    boolean presetVideo() default true;
}
