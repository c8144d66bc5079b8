package org.bailey.lab.media;

import java.util.BitSet;

/** Counts what one RTP source sent and what was lost, from its sequence numbers (RFC 3550 appendix A.1). One thread. */
final class SequenceCount {
    private static final int FULL_TURN = 1 << 16;

    private final BitSet seen = new BitSet();
    private long first = -1;
    private long highest = -1;
    private long received;
    private long duplicates;
    private long reordered;

    void seen(int sequence) {
        if (first < 0) {
            first = sequence + FULL_TURN;
            highest = first;
        }
        int step = (short) (sequence - (int) highest);
        long extended = highest + step;
        int offset = (int) (extended - first);
        if (offset >= 0 && seen.get(offset)) {
            duplicates++;
            return;
        }
        if (offset >= 0) {
            seen.set(offset);
        } else {
            first = extended;
        }
        received++;
        if (step > 0) {
            highest = extended;
        } else if (received > 1) {
            reordered++;
        }
    }

    long received() {
        return received;
    }

    long lost() {
        return first < 0 ? 0 : Math.max(0, highest - first + 1 - received);
    }

    long duplicates() {
        return duplicates;
    }

    long reordered() {
        return reordered;
    }

    long highest() {
        return highest;
    }
}
