package org.bailey.media.provider;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

@ObjectClassDefinition(
        name = "Media",
        description =
                "UDP ports for RTP and RTCP, and how packets are taken. Changes apply to calls that begin afterwards.")
@interface MediaConfig {
    @AttributeDefinition(
            name = "First port",
            description = "Lowest UDP port for media. An audio call takes four ports, audio with video eight.",
            min = "1024",
            max = "65534")
    int firstPort() default 56000;

    @AttributeDefinition(
            name = "Last port",
            description = "Highest UDP port for media, inclusive. No other service may use ports of this range.",
            min = "1025",
            max = "65535")
    int lastPort() default 57000;

    @AttributeDefinition(
            name = "Address to bind",
            description = "Address media sockets listen on. Empty: all IPv4 addresses, and those of IPv6 for peers that"
                    + " are reached by it or offered it.",
            required = false)
    String bindAddress() default "";

    @AttributeDefinition(
            name = "Address to advertise",
            description = "Address written into SDP. Empty: the address to bind, or with that empty too, the address"
                    + " of this machine that leads to the peer.",
            required = false)
    String advertiseAddress() default "";

    @AttributeDefinition(
            name = "Quarantine (s)",
            description = "How long a port rests after a call, so that late packets of that call do not reach another.",
            min = "0",
            max = "600")
    int quarantineSeconds() default 5;

    @AttributeDefinition(
            name = "Receive buffer (bytes)",
            description = "Kernel buffer of each socket. It holds the packets while the packet code is replaced; memory"
                    + " is used only while packets wait. The kernel's net.core.rmem_max limits it.",
            min = "8192",
            max = "16777216")
    int receiveBufferBytes() default 212992;

    @AttributeDefinition(
            name = "Event loops",
            description = "Threads that carry media. 0: one for each processor. Applies at the next start.",
            min = "0",
            max = "64")
    int loops() default 0;

    @AttributeDefinition(
            name = "Silence (s)",
            description = "A stream that is open and brings no RTP for so long is reported as silent.",
            min = "1",
            max = "600")
    int silenceSeconds() default 3;

    @AttributeDefinition(
            name = "Sources",
            description = "From whom packets are taken while the address in the peer's SDP has not spoken.",
            options = {
                @Option(
                        label = "learn: from who speaks first; answered there if it has another IP address than in SDP",
                        value = "learn"),
                @Option(label = "accept: from who speaks first, answered at the address in SDP", value = "accept"),
                @Option(label = "signalled: from the address in SDP only", value = "signalled")
            })
    String sources() default "learn";

    @AttributeDefinition(
            name = "Warning at (%)",
            description =
                    "A warning is given when so much of the port pool is in use or resting, with a forecast of when"
                            + " it will be used up. 100: never.",
            min = "1",
            max = "100")
    int poolWarningPercent() default 80;

    @AttributeDefinition(
            name = "DSCP of audio",
            description =
                    "Code point (RFC 2474) of packets in calls with nothing but audio. 46 is EF. Received marks are"
                            + " never passed on.",
            min = "0",
            max = "63")
    int audioDscp() default 46;

    @AttributeDefinition(
            name = "DSCP of video",
            description = "Code point of packets in calls with video, their audio included. 34 is AF41.",
            min = "0",
            max = "63")
    int videoDscp() default 34;

    @AttributeDefinition(
            name = "Addresses of host candidates",
            description =
                    "Addresses of this machine offered to peers with ICE, the best first. None: the address to bind,"
                            + " or with that empty, the one that leads to the peer, then up to four of IPv6 that are"
                            + " global or unique local and last.",
            required = false)
    String[] iceAddresses() default {};

    @AttributeDefinition(
            name = "Candidates wait (ms)",
            description = "How long TURN servers are waited for before a call goes on with the candidates there are.",
            min = "100",
            max = "10000")
    int iceGatherMillis() default 1500;

    @AttributeDefinition(
            name = "TCP candidates",
            description =
                    "When peers with ICE are offered connections (RFC 6544) beside UDP: for networks that let no UDP"
                            + " through. They come in at the TCP ports with the numbers of the call's UDP ports, so a firewall has"
                            + " to let TCP to that range in, and out to anywhere.",
            options = {
                @Option(
                        label = "answer: when the peer's own offer has such candidates; those of its answers are"
                                + " connected to as well",
                        value = "answer"),
                @Option(label = "offer: also in our own offers", value = "offer"),
                @Option(label = "off: never", value = "off")
            })
    String tcpCandidates() default "answer";
}
