package org.bailey.optionkey;

import org.bailey.optionkey.KeyStatus.State;

/** A key that is not taken, and why. */
public final class KeyRefused extends Exception {
    private static final long serialVersionUID = 1;

    private final State state;

    public KeyRefused(State state, String sentence) {
        super(sentence);
        this.state = state;
    }

    /** {@return what is wrong with it} */
    public State state() {
        return state;
    }

    /** {@return one sentence, with group and character where that is known} */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
