package org.bailey.lab.phone;

import org.bailey.lab.sdp.Direction;

/** The three ways phones put a call on hold (RFC 3264 section 8.4; the address 0.0.0.0 is the older one). */
public enum HoldForm {
    SENDONLY(Direction.SENDONLY),
    INACTIVE(Direction.INACTIVE),
    ZERO_ADDRESS(Direction.SENDRECV);

    private final Direction direction;

    HoldForm(Direction direction) {
        this.direction = direction;
    }

    Direction direction() {
        return direction;
    }
}
