package org.bailey.system.snapshot;

import java.time.Duration;

/** Checked settings. */
record SnapshotSettings(int count, Duration age) {
    static final String PID = "org.bailey.system.snapshots";

    /** @throws IllegalArgumentException naming setting, value and what is allowed */
    static SnapshotSettings from(SnapshotConfig config) {
        return new SnapshotSettings(
                within("count", config.count(), 10_000), Duration.ofDays(within("days", config.days(), 3650)));
    }

    private static int within(String name, int value, int most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException(name + " " + value + " is not within 1 to " + most);
        }
        return value;
    }
}
