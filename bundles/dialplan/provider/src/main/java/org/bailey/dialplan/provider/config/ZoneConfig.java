package org.bailey.dialplan.provider.config;

import org.bailey.dialplan.ZonePolicy.KeyOffer;
import org.bailey.dialplan.ZonePolicy.MediaEncryption;
import org.bailey.dialplan.provider.plan.ZoneType;
import org.bailey.sip.Transport;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

@ObjectClassDefinition(
        factoryPid = "org.bailey.dialplan.zone",
        name = "Zone",
        description =
                "A neighbour: up to six peers that serve the same users, such as the nodes of one call control. Or whoever"
                        + " DNS names for the domain of a call.")
@interface ZoneConfig {
    @AttributeDefinition(
            name = "Name",
            description =
                    "Search rules name it as their target or source. Empty: the part of the PID behind the tilde.",
            required = false)
    String name() default "";

    @AttributeDefinition(name = "Enabled")
    boolean enabled() default true;

    @AttributeDefinition(
            name = "Type",
            description =
                    "NEIGHBOUR: by its peers. DNS: calls go where NAPTR, SRV, A and AAAA records of their domain lead."
                            + " FEDERATION: calls go to the Microsoft organisation that _sipfederationtls._tcp of their domain names.")
    ZoneType type() default ZoneType.NEIGHBOUR;

    @AttributeDefinition(
            name = "Peers",
            description = "One to six addresses or names, with or without port: cucm1.example.com, 192.0.2.10:5060,"
                    + " [2001:db8::10]. Calls go to them in turn, to those that answer first. None with types DNS and"
                    + " FEDERATION.",
            cardinality = 6)
    String[] peers() default {};

    @AttributeDefinition(name = "Transport")
    Transport transport() default Transport.TLS;

    @AttributeDefinition(
            name = "Port",
            description = "Port of peers that have none of their own. 0: by SRV record, else 5061 with TLS and 5060"
                    + " without.",
            min = "0",
            max = "65535")
    int port() default 0;

    @AttributeDefinition(
            name = "Listener",
            description =
                    "Name of our SIP listener from which peers are reached (org.bailey.sip.listener); its transport"
                            + " has to be the zone's. Empty: standard with TLS, standard-tcp with TCP, standard-udp with UDP.",
            required = false)
    String listener() default "";

    @AttributeDefinition(
            name = "Hop count",
            description = "Upper limit of Max-Forwards towards the zone.",
            min = "1",
            max = "255")
    int hopCount() default 15;

    @AttributeDefinition(
            name = "TLS verify mode",
            description = "Whether the certificate of a peer is checked: chain, validity, usage, and the peer's name.")
    boolean tlsVerify() default true;

    @AttributeDefinition(
            name = "Monitor peer status",
            description = "Whether OPTIONS are sent. Without, a peer is only known to be down once a call has failed.")
    boolean monitor() default true;

    @AttributeDefinition(name = "Pause while alive (s)", description = "Between two OPTIONS.", min = "5", max = "3600")
    int aliveSeconds() default 60;

    @AttributeDefinition(name = "Pause while failed (s)", description = "Between two OPTIONS.", min = "1", max = "3600")
    int failedSeconds() default 10;

    @AttributeDefinition(
            name = "Zone profile",
            description =
                    "What stands there. CUCM before 8.6.1 gets no BFCP. IM and Presence has neither: its port, where none is"
                            + " set, is that of its TLS peer authentication listener, 5061 (some have it at 5062).")
    Profile profile() default Profile.CUSTOM;

    @AttributeDefinition(
            name = "Media encryption mode",
            description =
                    "AUTO: each leg for itself. REQUIRED: a peer without encryption is refused. OFF: never; a peer"
                            + " that requires it is refused.")
    MediaEncryption mediaEncryption() default MediaEncryption.AUTO;

    @AttributeDefinition(
            name = "Key offer",
            description = "What an offer looks like with AUTO. OPTIONAL: RTP/AVP with keys, which a peer may take or"
                    + " overlook. SECURE_FIRST: RTP/SAVP. Refused with 488, it is made once more in the other form.")
    KeyOffer keyOffer() default KeyOffer.OPTIONAL;

    @AttributeDefinition(
            name = "Keys without TLS",
            description = "Whether media keys may be sent and taken over UDP and TCP, where everybody on the way can"
                    + " read them. Without, media there is not encrypted, and a peer that requires it is refused.")
    boolean keysWithoutTls() default false;

    @AttributeDefinition(name = "ICE support")
    boolean ice() default false;

    enum Profile {
        CUSTOM,
        CUCM,
        CUCM_BEFORE_8_6_1,
        IM_AND_PRESENCE
    }
}
