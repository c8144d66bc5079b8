package org.bailey.media.relay;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

@ObjectClassDefinition(
        name = "Relay",
        description =
                "What is said between the two sides about pictures: key frames, rates, sizes; and reports of our own."
                        + " Changes apply at once, to calls that are up too.")
@interface RelayConfig {
    @AttributeDefinition(
            name = "Key frame interval (ms)",
            description = "A sender is asked for a key frame no more often; wishes in between are one.",
            min = "100",
            max = "10000")
    int keyFrameIntervalMillis() default 1000;

    @AttributeDefinition(
            name = "Key frames for a new way",
            description =
                    "How often we ask for a key frame by ourselves when the way for a picture has opened: after an"
                            + " answer, a hold, ICE, or with a new source. 0: never.",
            min = "0",
            max = "5")
    int openingRequests() default 2;

    @AttributeDefinition(
            name = "Key frames from Microsoft clients",
            description =
                    "How a client that understands both is asked. Which of them a Lync client heeds was read of, not"
                            + " seen.",
            options = {
                @Option(label = "Picture loss indication and source request", value = "both"),
                @Option(label = "Picture loss indication (x-pli)", value = "picture-loss"),
                @Option(label = "Source request with key frame flag (src)", value = "source-request")
            })
    String microsoftKeyFrame() default "both";

    @AttributeDefinition(
            name = "Source request again (s)",
            description =
                    "How often a Microsoft client is told again what is wanted of its picture. Before its first packet"
                            + " it is told after 0.5, 1 and 2 s too.",
            min = "1",
            max = "600")
    int sourceRequestSeconds() default 10;

    @AttributeDefinition(
            name = "Source request as a must",
            description = "Count ourselves among the receivers that must get the picture, not among those that may.")
    boolean sourceRequestMust() default false;

    @AttributeDefinition(
            name = "Pause on hold",
            description = "Tell a Microsoft client that nothing is wanted while its picture is on hold.")
    boolean pauseOnHold() default true;

    @AttributeDefinition(
            name = "Answer bandwidth probes",
            description =
                    "Tell a Microsoft client that probes the bandwidth that we estimate none; it then keeps to its"
                            + " cautious default. Else probes stay unanswered.")
    boolean answerProbes() default true;

    @AttributeDefinition(
            name = "Tell the limit",
            description = "Tell a Microsoft client the highest rate the other side takes in its reports too.")
    boolean tellLimit() default true;

    @AttributeDefinition(
            name = "Reports of our own (s)",
            description =
                    "How long the other side may make no reports until a Microsoft client hears some of ours: a client"
                            + " that receives neither RTP nor RTCP, on hold for example, ends the call after about 30 s."
                            + " 0: never.",
            min = "0",
            max = "20")
    int ownReportSeconds() default 5;

    @AttributeDefinition(
            name = "Reports of rewritten pictures (ms)",
            description =
                    "How often each side of a line whose pictures are rewritten hears a report of ours: numbers and counts"
                            + " differ there, so that reports of the other side are no use.",
            min = "200",
            max = "10000")
    int pictureReportMillis() default 1000;
}
