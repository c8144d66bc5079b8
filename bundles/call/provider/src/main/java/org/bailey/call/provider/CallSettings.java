package org.bailey.call.provider;

/** Checked settings of the keeper. */
record CallSettings(int maxCalls, int unknownCallersPercent, int pastCalls, int workers, int maxWaiting) {
    CallSettings {
        in("maxCalls", maxCalls, 1, 100_000);
        in("unknownCallersPercent", unknownCallersPercent, 0, 100);
        in("pastCalls", pastCalls, 0, 100_000);
        in("workers", workers, 1, 64);
        in("maxWaiting", maxWaiting, 16, 10_000);
    }

    static CallSettings from(CallConfig config) {
        return new CallSettings(
                config.maxCalls(),
                config.unknownCallersPercent(),
                config.pastCalls(),
                config.workers(),
                config.maxWaiting());
    }

    /** {@return how many calls all callers together may hold whom nobody knows} */
    int maxUnknown() {
        return Math.max(2, (int) ((long) maxCalls * unknownCallersPercent / 100));
    }

    private static void in(String setting, int value, int low, int high) {
        if (value < low || value > high) {
            throw new IllegalArgumentException(
                    "org.bailey.call " + setting + ": " + value + " is not between " + low + " and " + high);
        }
    }
}
