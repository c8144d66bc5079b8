package org.bailey.stun;

/** What kind of message it is: two bits of its type (RFC 8489 section 5). */
public enum StunClass {
    REQUEST(0x000),
    INDICATION(0x010),
    SUCCESS(0x100),
    ERROR(0x110);

    final int bits;

    StunClass(int bits) {
        this.bits = bits;
    }

    static StunClass of(int type) {
        return values()[(type & 0x100) >> 7 | (type & 0x010) >> 4];
    }

    /** {@return whether it answers a request} */
    public boolean response() {
        return this == SUCCESS || this == ERROR;
    }
}
