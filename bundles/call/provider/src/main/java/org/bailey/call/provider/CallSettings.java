package org.bailey.call.provider;

/** Checked settings of the keeper. */
record CallSettings(int maxCalls, int pastCalls, int workers, int maxWaiting) {
    CallSettings {
        in("maxCalls", maxCalls, 1, 100_000);
        in("pastCalls", pastCalls, 0, 100_000);
        in("workers", workers, 1, 64);
        in("maxWaiting", maxWaiting, 16, 10_000);
    }

    static CallSettings from(CallConfig config) {
        return new CallSettings(config.maxCalls(), config.pastCalls(), config.workers(), config.maxWaiting());
    }

    private static void in(String setting, int value, int low, int high) {
        if (value < low || value > high) {
            throw new IllegalArgumentException(
                    "org.bailey.call " + setting + ": " + value + " is not between " + low + " and " + high);
        }
    }
}
