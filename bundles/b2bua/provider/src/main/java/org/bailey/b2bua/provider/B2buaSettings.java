package org.bailey.b2bua.provider;

import java.time.Duration;

/**
 * Checked settings of the machine.
 *
 * @param sessionSeconds Session-Expires we ask for
 * @param minimumSessionSeconds Min-SE
 * @param ring how long the called side may ring
 * @param callerDomain put into a From whose host is an IP address; empty leaves it
 */
record B2buaSettings(int sessionSeconds, int minimumSessionSeconds, Duration ring, String callerDomain) {
    B2buaSettings {
        in("minimumSessionSeconds", minimumSessionSeconds, 90, 86400);
        in("sessionRefreshSeconds", sessionSeconds, minimumSessionSeconds, 86400);
        in("ringSeconds", ring.toSeconds(), 5, 3600);
    }

    static B2buaSettings from(B2buaConfig config, String systemDomain) {
        return new B2buaSettings(
                config.sessionRefreshSeconds(),
                config.minimumSessionSeconds(),
                Duration.ofSeconds(config.ringSeconds()),
                config.callerDomain().isBlank()
                        ? systemDomain
                        : config.callerDomain().strip());
    }

    private static void in(String setting, long value, long low, long high) {
        if (value < low || value > high) {
            throw new IllegalArgumentException(
                    "org.bailey.b2bua " + setting + ": " + value + " is not between " + low + " and " + high);
        }
    }
}
