package org.bailey.b2bua.provider;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

@ObjectClassDefinition(
        name = "Microsoft interoperability",
        description =
                "Calls between the Microsoft side and the standard side. The zone \"To Microsoft destination via B2BUA\" is made of these settings.")
@interface B2buaConfig {
    @AttributeDefinition(
            name = "Microsoft interoperability",
            description = "Whether the service is on: with it the zone to the Microsoft side exists")
    boolean enabled() default true;

    @AttributeDefinition(
            name = "Destination",
            description =
                    "Host name or IP address of the Front End, pool, Director or load balancer. Empty: no calls to the Microsoft side",
            required = false)
    String destination() default "";

    @AttributeDefinition(
            name = "Destination port",
            description = "SIP port of the destination",
            min = "1",
            max = "65535")
    int destinationPort() default 5061;

    @AttributeDefinition(
            name = "Signalling transport",
            description =
                    "TLS is the transport to use; with TCP keys cannot be sent and load balancers may break calls",
            options = {@Option("TLS"), @Option("TCP")})
    String transport() default "TLS";

    @AttributeDefinition(
            name = "Listener",
            description =
                    "Name of the listener for Microsoft calls (org.bailey.sip.listener~NAME), port 65072 by default")
    String listener() default "microsoft";

    @AttributeDefinition(
            name = "TLS verify mode",
            description = "Whether the destination's certificate is checked: chain, validity, key usage and name")
    boolean tlsVerify() default true;

    @AttributeDefinition(
            name = "Hop count",
            description = "Highest Max-Forwards sent towards the Microsoft side",
            min = "1",
            max = "255")
    int hopCount() default 70;

    @AttributeDefinition(
            name = "Session refresh interval (s)",
            description = "Session-Expires we ask for (RFC 4028)",
            min = "90",
            max = "86400")
    int sessionRefreshSeconds() default 1800;

    @AttributeDefinition(
            name = "Minimum session refresh interval (s)",
            description = "Min-SE: shorter intervals are answered 422",
            min = "90",
            max = "86400")
    int minimumSessionSeconds() default 500;

    @AttributeDefinition(
            name = "Ring time (s)",
            description = "How long the called side may ring before the call is given up",
            min = "5",
            max = "3600")
    int ringSeconds() default 180;

    @AttributeDefinition(
            name = "Caller domain",
            description =
                    "Domain put into a From whose host is an IP address (the Microsoft side refuses those with 488). Empty: the system's domain",
            required = false)
    String callerDomain() default "";

    @AttributeDefinition(
            name = "Monitor destination",
            description =
                    "Whether OPTIONS are sent. Without, the destination is only known to be down once a call has failed")
    boolean monitor() default true;

    @AttributeDefinition(name = "Pause while alive (s)", description = "Between two OPTIONS", min = "5", max = "3600")
    int aliveSeconds() default 60;

    @AttributeDefinition(name = "Pause while failed (s)", description = "Between two OPTIONS", min = "1", max = "3600")
    int failedSeconds() default 10;

    @AttributeDefinition(
            name = "Media encryption mode",
            description =
                    "AUTO: each leg for itself. REQUIRED: a peer without encryption is refused. OFF: never; a peer that requires it is refused",
            options = {@Option("AUTO"), @Option("REQUIRED"), @Option("OFF")})
    String mediaEncryption() default "AUTO";

    @AttributeDefinition(
            name = "Key offer",
            description =
                    "What an offer to the Microsoft side looks like with AUTO. SECURE_FIRST: RTP/SAVP, which clients want while their server says RequireEncryption. OPTIONAL: RTP/AVP with keys. Refused with 488, it is made once more in the other form",
            options = {@Option("SECURE_FIRST"), @Option("OPTIONAL")})
    String keyOffer() default "SECURE_FIRST";

    @AttributeDefinition(
            name = "Keys without TLS",
            description =
                    "Whether media keys may be sent and taken when the Microsoft side is reached over TCP, where everybody on the way can read them")
    boolean keysWithoutTls() default false;

    @AttributeDefinition(
            name = "SRTP suites",
            description =
                    "Taken from the standard side, and offered to it in this order (RFC 4568, RFC 7714). With the Microsoft side it is always AES_CM_128_HMAC_SHA1_80",
            cardinality = 4)
    String[] srtpSuites() default {
        "AES_CM_128_HMAC_SHA1_80", "AEAD_AES_256_GCM", "AEAD_AES_128_GCM", "AES_CM_128_HMAC_SHA1_32"
    };

    @AttributeDefinition(name = "ICE support", description = "Whether ICE is offered to the Microsoft side")
    boolean ice() default true;

    @AttributeDefinition(
            name = "Video bandwidth (kbit/s)",
            description = "Announced to a side for video where the other side named no limit",
            min = "64",
            max = "100000")
    int videoKbit() default 2000;

    @AttributeDefinition(
            name = "Highest video bandwidth (kbit/s)",
            description = "No limit above this is announced to either side",
            min = "64",
            max = "100000")
    int maxVideoKbit() default 4000;
}
