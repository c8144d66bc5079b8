package org.bailey.sip.provider;

import java.time.Duration;

/** The checked settings of {@code org.bailey.sip}. */
record SipSettings(
        int t1Millis,
        int t2Millis,
        int t4Millis,
        int maxMessageBytes,
        int maxConnections,
        int maxConnectionsPerAddress,
        Duration idle,
        Duration messageTime,
        Duration connectTime,
        int maxTransactions,
        int maxWaitingEvents,
        int threads,
        int signallingDscp,
        String userAgent) {
    static final SipSettings DEFAULTS = new SipSettings(
            500,
            4000,
            5000,
            65536,
            1000,
            0,
            Duration.ofSeconds(7200),
            Duration.ofSeconds(20),
            Duration.ofSeconds(5),
            50_000,
            10_000,
            2,
            24,
            "Bailey");

    SipSettings {
        range("t1Millis", t1Millis, 50, 5000);
        range("t2Millis", t2Millis, t1Millis, 60_000);
        range("t4Millis", t4Millis, 500, 60_000);
        range("maxMessageBytes", maxMessageBytes, 2048, 16_777_216);
        range("maxConnections", maxConnections, 1, 100_000);
        range("maxConnectionsPerAddress", maxConnectionsPerAddress, 0, 100_000);
        range("idleSeconds", idle.toSeconds(), 30, 86_400);
        range("messageSeconds", messageTime.toSeconds(), 1, 300);
        range("connectSeconds", connectTime.toSeconds(), 1, 60);
        range("maxTransactions", maxTransactions, 10, 1_000_000);
        range("maxWaitingEvents", maxWaitingEvents, 1, 1_000_000);
        range("threads", threads, 1, 64);
        range("signallingDscp", signallingDscp, 0, 63);
        if (userAgent.chars().anyMatch(c -> c < ' ')) {
            throw new IllegalArgumentException("userAgent holds a control character");
        }
    }

    /** {@return what goes into the IP header: DSCP in the upper six bits (RFC 2474), ECN is the kernel's} */
    int octet() {
        return signallingDscp << 2;
    }

    /** {@return how many connections of a listener one address may hold that is nobody we know} */
    int perAddress() {
        return maxConnectionsPerAddress > 0 ? maxConnectionsPerAddress : Math.max(1, maxConnections / 4);
    }

    private static void range(String name, long value, long min, long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    name + " of org.bailey.sip is " + value + ", it has to be between " + min + " and " + max);
        }
    }
}
