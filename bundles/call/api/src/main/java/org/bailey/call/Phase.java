package org.bailey.call;

/** How far a call has come. */
public enum Phase {
    /** The INVITE is here; its target, ports or first answer are awaited. */
    SETUP,
    /** Some endpoint of the called side rings. */
    RINGING,
    /** Answered. */
    ESTABLISHED,
    /** Over for one side, the other is being told. */
    ENDING,
    ENDED
}
