package org.bailey.ice.provider;

import java.time.Duration;

/** Checked settings of {@code org.bailey.ice}. */
record IceSettings(
        Duration checks,
        Duration pace,
        Duration repeat,
        int transmissions,
        Duration settle,
        Duration finalOffer,
        Duration keepAlive,
        boolean consent,
        Duration consentLost,
        int mostPairs) {
    IceSettings {
        range("checkSeconds", checks.toSeconds(), 2, 120);
        range("paceMillis", pace.toMillis(), 5, 500);
        range("repeatMillis", repeat.toMillis(), 20, 3000);
        range("transmissions", transmissions, 1, 10);
        range("settleMillis", settle.toMillis(), 0, 10000);
        range("finalOfferSeconds", finalOffer.toSeconds(), 1, 30);
        range("keepAliveSeconds", keepAlive.toSeconds(), 5, 600);
        range("consentSeconds", consentLost.toSeconds(), 15, 600);
        range("mostPairs", mostPairs, 10, 1000);
    }

    static IceSettings from(IceConfig config) {
        return new IceSettings(
                Duration.ofSeconds(config.checkSeconds()),
                Duration.ofMillis(config.paceMillis()),
                Duration.ofMillis(config.repeatMillis()),
                config.transmissions(),
                Duration.ofMillis(config.settleMillis()),
                Duration.ofSeconds(config.finalOfferSeconds()),
                Duration.ofSeconds(config.keepAliveSeconds()),
                config.consent(),
                Duration.ofSeconds(config.consentSeconds()),
                config.mostPairs());
    }

    private static void range(String setting, long value, long min, long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    "org.bailey.ice: " + setting + " " + value + " is not from " + min + " to " + max);
        }
    }
}
