package org.bailey.media.relay;

import org.bailey.media.Reception;

/** Counts what was received and what is missing, and measures the jitter, the way RFC 3550 appendix A does. */
final class Receptions {
    private static final int MAX_DROPOUT = 3000;
    private static final int MAX_MISORDER = 100;

    private Receptions() {}

    /** RFC 3550 A.1 and A.3, without probation: a relay passes the first packet on. */
    static void sequence(Reception state, int ssrc, int sequence) {
        if (!state.begun || state.ssrc != ssrc) {
            restart(state, ssrc, sequence);
            return;
        }
        int ahead = sequence - (int) state.highest & 0xffff;
        if (ahead < MAX_DROPOUT) {
            state.highest += ahead;
        } else if (ahead <= 0x10000 - MAX_MISORDER) {
            // a leap: two numbers in a row after it make it a new start, one alone was astray
            if (sequence != state.expectedAfterLeap) {
                state.expectedAfterLeap = sequence + 1 & 0xffff;
                return;
            }
            restart(state, ssrc, sequence);
            return;
        }
        state.received++;
    }

    private static void restart(Reception state, int ssrc, int sequence) {
        state.lostBefore = state.lost();
        if (state.begun && state.ssrc != ssrc) {
            state.reportStamp = 0; // of somebody else
        }
        state.begun = true;
        state.ssrc = ssrc;
        state.first = sequence;
        state.highest = sequence;
        state.received = 1;
        state.expectedAfterLeap = -1;
        state.payloadType = -1;
    }

    /** RFC 3550 A.8. */
    static void jitter(Reception state, int payloadType, int clockRateHz, int timestamp, long nanos) {
        long micros = nanos / 1000;
        long arrival = micros / 1_000_000 * clockRateHz + micros % 1_000_000 * clockRateHz / 1_000_000;
        int transit = (int) arrival - timestamp;
        if (state.payloadType == payloadType) {
            int step = Math.abs(transit - state.transit);
            if (step >= 0 && step < 8 * clockRateHz) {
                state.jitter16 += step - (state.jitter16 + 8 >> 4);
            }
        } else {
            state.payloadType = payloadType;
            state.clockRateHz = clockRateHz;
        }
        state.transit = transit;
    }
}
