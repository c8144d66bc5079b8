package org.bailey.lab.sdp;

import java.util.Locale;

/** Who sends on a media line, seen from the author (RFC 3264 section 5.1). */
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

    public boolean sends() {
        return sends;
    }

    public boolean receives() {
        return receives;
    }

    public static Direction of(boolean sends, boolean receives) {
        return sends ? (receives ? SENDRECV : SENDONLY) : receives ? RECVONLY : INACTIVE;
    }

    /** The answer we give when we want this and the peer offered {@code offered}. */
    public Direction answering(Direction offered) {
        return of(sends && offered.receives, receives && offered.sends);
    }

    public String token() {
        return name().toLowerCase(Locale.ROOT);
    }
}
