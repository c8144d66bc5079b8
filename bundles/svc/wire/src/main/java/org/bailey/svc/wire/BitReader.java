package org.bailey.svc.wire;

import java.nio.ByteBuffer;

/**
 * Bits of a NAL unit's payload (H.264 sections 7.2, 7.4.1 and 9.1): the 3 of each row 0 0 3 is no part of it. Behind the end there
 * are zeros, and {@link #overrun} is true.
 */
final class BitReader {
    private final ByteBuffer in;
    private final int end;
    private int at;
    private int bitsLeft;
    private int current;
    private int zeros;
    private boolean overrun;

    BitReader(ByteBuffer in, int from, int to) {
        this.in = in;
        at = from;
        end = to;
    }

    boolean overrun() {
        return overrun;
    }

    int bit() {
        if (bitsLeft == 0) {
            load();
        }
        return current >> --bitsLeft & 1;
    }

    boolean flag() {
        return bit() != 0;
    }

    int bits(int count) {
        int value = 0;
        for (int i = 0; i < count; i++) {
            value = value << 1 | bit();
        }
        return value;
    }

    /** An unsigned number of Exp-Golomb; what does not fit in 31 bits is an overrun. */
    int unsigned() {
        int leading = 0;
        while (!overrun && !flag()) {
            leading++;
        }
        if (leading > 30) {
            overrun = true;
            return 0;
        }
        return (1 << leading) - 1 + bits(leading);
    }

    int signed() {
        int code = unsigned();
        return (code & 1) != 0 ? code + 1 >>> 1 : -(code >>> 1);
    }

    private void load() {
        if (zeros >= 2 && at < end && in.get(at) == 3) {
            at++;
            zeros = 0;
        }
        overrun |= at >= end;
        current = at < end ? in.get(at++) & 0xff : 0;
        zeros = current == 0 ? zeros + 1 : 0;
        bitsLeft = 8;
    }
}
