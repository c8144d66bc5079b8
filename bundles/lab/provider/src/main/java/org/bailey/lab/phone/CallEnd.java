package org.bailey.lab.phone;

/**
 * How a call ended.
 *
 * @param status the final response's, or 200 for a BYE
 * @param detail reason phrase or what went wrong
 */
public record CallEnd(How how, int status, String detail) {
    /** Who ended it and by what. */
    public enum How {
        BYE_SENT,
        BYE_RECEIVED,
        CANCELLED,
        CANCEL_RECEIVED,
        REJECTED_BY_US,
        REJECTED_BY_PEER,
        TIMED_OUT,
        FAILED
    }
}
