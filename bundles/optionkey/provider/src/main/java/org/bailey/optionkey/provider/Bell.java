package org.bailey.optionkey.provider;

/** Who is told when somebody should act: log and events, or a test's list. */
interface Bell {
    enum Level {
        INFO,
        WARN,
        ERROR
    }

    /**
     * @param code {@code OPTIONKEY-nnn} of docs/optionkey.md
     * @param feature it is about; empty for none
     * @param key id of the key it is about; empty for none
     */
    void ring(Level level, String code, String feature, String key, String sentence);
}
