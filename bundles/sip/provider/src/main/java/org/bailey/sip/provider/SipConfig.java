package org.bailey.sip.provider;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

@ObjectClassDefinition(
        name = "SIP",
        description =
                "Timers and limits of SIP transactions and connections (RFC 3261 section 17). Listeners are separate"
                        + " configurations org.bailey.sip.listener~NAME.")
@interface SipConfig {
    @AttributeDefinition(
            name = "T1 (ms)",
            description =
                    "Estimate of the round trip time. An unanswered request is given up after 64 x T1 (timers B, F, H).",
            min = "50",
            max = "5000")
    int t1Millis() default 500;

    @AttributeDefinition(
            name = "T2 (ms)",
            description = "Longest pause between repetitions of a request or answer over UDP",
            min = "50",
            max = "60000")
    int t2Millis() default 4000;

    @AttributeDefinition(
            name = "T4 (ms)",
            description = "How long a message may stay in the network",
            min = "500",
            max = "60000")
    int t4Millis() default 5000;

    @AttributeDefinition(
            name = "Largest message (bytes)",
            description = "A longer message is answered 513 and its connection closed",
            min = "2048",
            max = "16777216")
    int maxMessageBytes() default 65536;

    @AttributeDefinition(
            name = "Connections per listener",
            description = "Further ones are closed at once and counted",
            min = "1",
            max = "100000")
    int maxConnections() default 1000;

    @AttributeDefinition(
            name = "Connections per listener and address",
            description =
                    "Further ones of the same address are closed at once, counted and logged, unless it is a peer of a"
                            + " zone or a trusted host; 0 is a quarter of the connections per listener",
            min = "0",
            max = "100000")
    int maxConnectionsPerAddress() default 0;

    @AttributeDefinition(
            name = "Idle time (s)",
            description = "A connection without traffic and without open requests is closed after this time",
            min = "30",
            max = "86400")
    int idleSeconds() default 7200;

    @AttributeDefinition(
            name = "Time for a message (s)",
            description = "A connection whose peer does not finish a message it began is closed",
            min = "1",
            max = "300")
    int messageSeconds() default 20;

    @AttributeDefinition(
            name = "Time to connect (s)",
            description = "For a TCP connection; a TLS handshake may take twice as long",
            min = "1",
            max = "60")
    int connectSeconds() default 5;

    @AttributeDefinition(
            name = "Transactions",
            description = "Of either direction; further requests are answered 503",
            min = "10",
            max = "1000000")
    int maxTransactions() default 50000;

    @AttributeDefinition(
            name = "Waiting events",
            description = "Kept for the call engine while it is being replaced; further requests are answered 503",
            min = "1",
            max = "1000000")
    int maxWaitingEvents() default 10000;

    @AttributeDefinition(
            name = "Threads",
            description = "Event loops for all sockets; taken over at the next start",
            min = "1",
            max = "64")
    int threads() default 2;

    @AttributeDefinition(
            name = "DSCP of signalling",
            description =
                    "Code point (RFC 2474) of all that leaves listeners and connections, also those that are up. 24 is CS3.",
            min = "0",
            max = "63")
    int signallingDscp() default 24;

    @AttributeDefinition(
            name = "User agent",
            description = "Text of User-Agent and Server where a message has none; empty sends none")
    String userAgent() default "Bailey";
}
