package org.bailey.lab.phone;

/** Where a call stands. */
public enum CallState {
    /** Our INVITE is out, nothing but 100 has come. */
    CALLING,
    /** An INVITE has come, nothing but 100 was said. */
    INVITED,
    /** 18x went one way or the other. */
    RINGING,
    CONNECTED,
    /** BYE or CANCEL is on its way. */
    ENDING,
    ENDED
}
