package org.bailey.media.relay;

import org.bailey.media.StreamState;
import org.bailey.media.relay.srtp.Verdict;

/** Counts what is not believed. */
final class Drops {
    private Drops() {}

    /** {@return whether a packet goes on; else it is counted} */
    static boolean accepted(StreamState stream, Verdict verdict) {
        if (verdict == Verdict.GOOD) {
            return true;
        }
        if (verdict == Verdict.REPLAYED) {
            stream.replayed++;
        } else if (verdict == Verdict.UNAUTHENTIC) {
            stream.unauthentic++;
        } else {
            stream.malformed++;
        }
        return false;
    }
}
