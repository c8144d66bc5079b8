package org.bailey.ice.provider;

import java.time.Duration;

final class Settings {
    static final IceSettings DEFAULT = new IceSettings(
            Duration.ofSeconds(15),
            Duration.ofMillis(20),
            Duration.ofMillis(100),
            7,
            Duration.ofMillis(500),
            Duration.ofSeconds(5),
            Duration.ofSeconds(15),
            true,
            Duration.ofSeconds(30),
            100);

    private Settings() {}
}
