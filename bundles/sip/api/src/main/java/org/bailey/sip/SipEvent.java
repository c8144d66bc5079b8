package org.bailey.sip;

import org.jspecify.annotations.Nullable;

/** What the keeper tells its users about transactions. */
public sealed interface SipEvent {

    /**
     * A request came in. It waits for {@link SipStack#respond}; INVITE has had its 100 already when nobody is there.
     *
     * @param transaction null for ACK: it has none
     * @param contact the URI under which the peer reaches us on that listener, for Contact headers
     */
    record Requested(@Nullable TransactionId transaction, SipRequest request, Source source, SipUri contact)
            implements SipEvent {}

    /** The peer gave up its INVITE; the keeper has answered the CANCEL itself (200, or 481 when it knows no such INVITE). */
    record Cancelled(TransactionId transaction, SipRequest cancel) implements SipEvent {}

    /** No ACK came for a final answer other than 2xx: timer H, 32 s. */
    record Unacknowledged(TransactionId transaction) implements SipEvent {}

    /**
     * An answer to one of our requests, 100 excepted. Every 2xx to an INVITE is told, also repeated and forked ones, up to
     * 64 s after the first.
     */
    record Responded(TransactionId transaction, SipResponse response, Source source) implements SipEvent {}

    /** No answer at all in time (timers B and F, 32 s). */
    record TimedOut(TransactionId transaction) implements SipEvent {}

    /**
     * The request could not be sent, or its connection broke before an answer.
     *
     * @param reason one sentence for the operator: who refused what
     */
    record Unsendable(TransactionId transaction, String reason) implements SipEvent {}
}
