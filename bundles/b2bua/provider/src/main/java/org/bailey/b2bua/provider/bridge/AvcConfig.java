package org.bailey.b2bua.provider.bridge;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What the operator may set about video passed on as it is. */
@ObjectClassDefinition(name = "AVC bridge", description = "H.264 AVC video passed on between the two sides unchanged")
@interface AvcConfig {
    @AttributeDefinition(
            name = "Bridge packetization modes",
            description =
                    "Whether H.264 offered in packetization mode 0 or 1 is offered to the other side in the other mode"
                            + " as well, for ends that know only that one. Packets pass unchanged: an end in mode 0 may then be"
                            + " sent fragmentation units, which RFC 6184 keeps from it but most decoders read.")
    boolean bridgePacketizationModes() default true;

    @AttributeDefinition(
            name = "Offer video for calls without a description",
            description =
                    "Whether the pre-configured offer to the Microsoft side holds a video line beside the audio line.")
    boolean presetVideo() default true;

    @AttributeDefinition(
            name = "Profile and level of that video",
            description =
                    "profile-level-id of RFC 6184: six hexadecimal digits. 42E01F is Constrained Baseline, level 3.1"
                            + " (1280x720 at 30 frames/s).")
    String presetProfileLevelId() default "42E01F";
}
