package org.bailey.call;

import org.bailey.media.Side;
import org.jspecify.annotations.Nullable;

/**
 * An offer that is on its way across (RFC 3264).
 *
 * @param offerer the side whose description is carried across; the other side is to answer
 * @param offer the offerer's description as text; empty when it asked us for an offer
 * @param purpose what it is for
 * @param tries how often the other side was asked, for 491 and refused retries
 */
public record Negotiation(
        Side offerer,
        String offer,
        Purpose purpose,
        int tries,
        @Nullable String detail) {
    /** Where an offer comes from decides who gets the answer. */
    public enum Purpose {
        /** The INVITE that opened the call. */
        SETUP,
        /** A re-INVITE or UPDATE of the offerer, waiting for our answer. */
        CHANGE,
        /** Ours: the offerer answered something in an ACK and the other side has to follow. */
        FOLLOW
    }

    public Negotiation again() {
        return new Negotiation(offerer, offer, purpose, tries + 1, detail);
    }
}
