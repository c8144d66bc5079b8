package org.bailey.tls.provider;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Checked settings.
 *
 * @param folder {@code tls} of the data directory
 * @param trusted a PEM file or a folder of them
 */
record TlsSettings(Path folder, Path certificate, Path key, Path trusted, Duration watchInterval) {
    TlsSettings {
        if (watchInterval.compareTo(Duration.ofSeconds(1)) < 0 || watchInterval.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException("org.bailey.tls: watchIntervalSeconds is " + watchInterval.toSeconds()
                    + ", it must be from 1 to 3600");
        }
    }

    /** @throws IllegalArgumentException naming the setting, its value and what it may be */
    static TlsSettings from(TlsConfig config, Path folder) {
        return new TlsSettings(
                folder,
                path(folder, "certificateFile", config.certificateFile()),
                path(folder, "keyFile", config.keyFile()),
                path(folder, "trusted", config.trusted()),
                Duration.ofSeconds(config.watchIntervalSeconds()));
    }

    /** Whether certificate and key are at their default place, where the appliance writes its own. */
    boolean ownPlace() {
        return certificate.equals(folder.resolve("server.pem")) && key.equals(folder.resolve("server.key"));
    }

    private static Path path(Path folder, String setting, String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException("org.bailey.tls: " + setting + " is empty, it must name a file");
        }
        return folder.resolve(value.trim()).normalize();
    }
}
