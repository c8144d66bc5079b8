package org.bailey.dialplan.provider.config;

/** @param days how long the record of calls reaches back, today among them; 0: none is kept */
public record RecordSettings(int days) {
    private static final int MOST = 90;

    public RecordSettings {
        if (days < 0 || days > MOST) {
            throw new IllegalArgumentException("recordDays is " + days + ", but has to be between 0 and " + MOST);
        }
    }
}
