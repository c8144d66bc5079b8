package org.bailey.media;

/** The two sides of a call as media sees them: who called, and who was called. */
public enum Side {
    CALLER,
    CALLEE;

    public Side other() {
        return this == CALLER ? CALLEE : CALLER;
    }
}
