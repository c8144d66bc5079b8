package org.bailey.lab.provider;

import java.time.Duration;
import org.bailey.lab.wire.Hop;
import org.bailey.lab.wire.Transport;

/** The checked settings of {@code org.bailey.lab}. */
record LabSettings(
        boolean demo,
        boolean repeat,
        Duration callTime,
        Duration pause,
        boolean video,
        Hop gatewayMicrosoft,
        Hop gatewayStandard,
        Hop frontEnd,
        Hop room,
        String microsoftDomain,
        String roomDomain) {
    LabSettings {
        range("callSeconds", callTime.toSeconds(), 4, 86_400);
        range("pauseSeconds", pause.toSeconds(), 0, 86_400);
        domain("microsoftDomain", microsoftDomain);
        domain("roomDomain", roomDomain);
        if (microsoftDomain.equalsIgnoreCase(roomDomain)) {
            throw new IllegalArgumentException("roomDomain must differ from microsoftDomain, both are " + roomDomain);
        }
    }

    static LabSettings from(LabConfig config) {
        return new LabSettings(
                config.demo(),
                config.repeat(),
                Duration.ofSeconds(config.callSeconds()),
                Duration.ofSeconds(config.pauseSeconds()),
                config.video(),
                new Hop(Transport.TLS, config.gatewayAddress(), config.gatewayMicrosoftPort()),
                new Hop(Transport.TCP, config.gatewayAddress(), config.gatewayStandardPort()),
                new Hop(Transport.TLS, config.frontEndAddress(), config.frontEndPort()),
                new Hop(Transport.TCP, config.roomAddress(), config.roomPort()),
                config.microsoftDomain(),
                config.roomDomain());
    }

    String client() {
        return "sip:alice@" + microsoftDomain;
    }

    String huddle() {
        return "sip:huddle@" + roomDomain;
    }

    private static void range(String name, long value, long min, long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(name + " must be " + min + " to " + max + ", is " + value);
        }
    }

    private static void domain(String name, String value) {
        if (!value.matches("[A-Za-z0-9.-]+")) {
            throw new IllegalArgumentException(name + " must be a domain name, is '" + value + "'");
        }
    }
}
