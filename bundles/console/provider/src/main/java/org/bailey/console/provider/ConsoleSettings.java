package org.bailey.console.provider;

import java.time.Duration;

/** Checked settings. */
record ConsoleSettings(Duration idle, Duration longest, int wrongPasswordsPerMinute) {
    static final ConsoleSettings DEFAULTS = new ConsoleSettings(Duration.ofMinutes(30), Duration.ofHours(12), 8);

    ConsoleSettings {
        within("idleMinutes", idle.toMinutes(), 1, 1440);
        within("longestHours", longest.toHours(), 1, 168);
        within("wrongPasswordsPerMinute", wrongPasswordsPerMinute, 1, 100);
    }

    static ConsoleSettings from(ConsoleConfig config) {
        return new ConsoleSettings(
                Duration.ofMinutes(config.idleMinutes()),
                Duration.ofHours(config.longestHours()),
                config.wrongPasswordsPerMinute());
    }

    private static void within(String setting, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "org.bailey.console: " + setting + " is " + value + ", it must be from " + least + " to " + most);
        }
    }
}
