package org.bailey.call;

import java.util.List;
import org.bailey.media.Side;
import org.bailey.sdp.Secrets;

/**
 * An offer that is on its way across (RFC 3264).
 *
 * @param offerer the side whose description is carried across; the other side is to answer
 * @param offer the offerer's description as text; empty when it asked us for an offer
 * @param purpose what it is for
 * @param tries how often the other side was asked, for 491 and refused retries
 * @param asked whether our request with it is out and has no final answer
 * @param before lines of the call as they were before, to go back to when the offer comes to nothing; empty when there
 *     is nothing to go back to
 */
public record Negotiation(
        Side offerer, String offer, Purpose purpose, int tries, boolean asked, List<MediaLine> before) {
    public Negotiation {
        before = List.copyOf(before);
    }

    public Negotiation(Side offerer, String offer, Purpose purpose) {
        this(offerer, offer, purpose, 0, false, List.of());
    }

    /** Where an offer comes from decides who gets the answer. */
    public enum Purpose {
        /** The INVITE that opened the call. */
        SETUP,
        /** A re-INVITE or UPDATE of the offerer, waiting for our answer. */
        CHANGE,
        /** Ours: the offerer answered something in an ACK, or the pairs ICE found are told, and the other side has to follow. */
        FOLLOW
    }

    public Negotiation from(List<MediaLine> lines) {
        return new Negotiation(offerer, offer, purpose, tries, asked, lines);
    }

    public Negotiation asked(boolean out) {
        return new Negotiation(offerer, offer, purpose, tries, out, before);
    }

    /** Without keys and passwords. */
    @Override
    public String toString() {
        return Secrets.redact("Negotiation[offerer=" + offerer + ", offer=" + offer + ", purpose=" + purpose
                + ", tries=" + tries + ", asked=" + asked + ", before=" + before + "]");
    }

    /** {@return the same, to be asked once more} */
    public Negotiation again() {
        return new Negotiation(offerer, offer, purpose, tries + 1, false, before);
    }
}
