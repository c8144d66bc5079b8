package org.bailey.turn.provider;

import java.time.Duration;

/**
 * Checked settings of {@code org.bailey.turn}.
 *
 * @param offer whether calls get servers
 * @param pause between two probes of a server
 * @param patience how long a probe may take
 */
record TurnSettings(boolean offer, Duration pause, Duration patience) {
    TurnSettings {
        range("probeSeconds", pause.toSeconds(), 5, 3600);
        range("patienceSeconds", patience.toSeconds(), 1, 60);
    }

    static TurnSettings from(TurnConfig config) {
        return new TurnSettings(
                config.offer(),
                Duration.ofSeconds(config.probeSeconds()),
                Duration.ofSeconds(config.patienceSeconds()));
    }

    private static void range(String setting, long value, long min, long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    "org.bailey.turn: " + setting + " " + value + " is not from " + min + " to " + max);
        }
    }
}
