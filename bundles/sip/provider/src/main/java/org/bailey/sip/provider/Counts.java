package org.bailey.sip.provider;

import java.util.concurrent.atomic.LongAdder;

/** What is counted since start. */
final class Counts {
    final LongAdder requestsIn = new LongAdder();
    final LongAdder requestsOut = new LongAdder();
    final LongAdder malformed = new LongAdder();
    final LongAdder lostEvents = new LongAdder();
    final LongAdder oversized = new LongAdder();
    final LongAdder refused = new LongAdder();
    final LongAdder tlsFailures = new LongAdder();
    /** Messages we failed on: each is a mistake of ours. */
    final LongAdder failures = new LongAdder();

    /** Messages we sent again. */
    final LongAdder retransmissionsOut = new LongAdder();
    /** Requests that came again. */
    final LongAdder retransmissionsIn = new LongAdder();

    final LongAdder strayResponses = new LongAdder();
}
