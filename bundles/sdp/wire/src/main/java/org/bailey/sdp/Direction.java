package org.bailey.sdp;

import java.util.Locale;
import java.util.Optional;

/** Which way media flows, seen by the author of the description (RFC 8866 section 6.7). */
public enum Direction {
    SENDRECV(true, true),
    SENDONLY(true, false),
    RECVONLY(false, true),
    INACTIVE(false, false);

    private final boolean sends;
    private final boolean receives;

    Direction(boolean sends, boolean receives) {
        this.sends = sends;
        this.receives = receives;
    }

    public static Direction of(boolean sends, boolean receives) {
        return sends ? (receives ? SENDRECV : SENDONLY) : (receives ? RECVONLY : INACTIVE);
    }

    /** The direction named by an attribute; empty when the attribute is about something else. */
    public static Optional<Direction> named(Attribute attribute) {
        for (Direction direction : values()) {
            if (attribute.is(direction.token())) {
                return Optional.of(direction);
            }
        }
        return Optional.empty();
    }

    public boolean sends() {
        return sends;
    }

    public boolean receives() {
        return receives;
    }

    /** The same flow seen by the other end. */
    public Direction reversed() {
        return of(receives, sends);
    }

    /** What both allow; both seen from the same end. */
    public Direction and(Direction other) {
        return of(sends && other.sends, receives && other.receives);
    }

    /** The attribute name, {@code sendrecv}. */
    public String token() {
        return name().toLowerCase(Locale.ROOT);
    }
}
