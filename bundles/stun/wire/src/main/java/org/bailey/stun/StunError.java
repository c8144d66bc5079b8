package org.bailey.stun;

/**
 * Why a request was refused: ERROR-CODE (RFC 8489 section 14.8).
 *
 * @param code 300 to 699
 * @param reason for people; may be empty
 */
public record StunError(int code, String reason) {
    public StunError {
        if (code < 300 || code > 699) {
            throw new IllegalArgumentException("an error code is from 300 to 699, not " + code);
        }
    }

    @Override
    public String toString() {
        return reason.isEmpty() ? Integer.toString(code) : code + " " + reason;
    }
}
