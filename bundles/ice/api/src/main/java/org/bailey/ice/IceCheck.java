package org.bailey.ice;

/** A request of ours that may still be answered. Plain data of the owner loop. */
public final class IceCheck {
    /** First four bytes of the transaction id. */
    public final int idHigh;
    /** The other eight. */
    public final long idLow;

    public final IcePair pair;
    /** The role it claims. */
    public final boolean controlling;
    /** Whether it chooses the pair. */
    public final boolean useCandidate;
    /** Whether it asks for consent (RFC 7675): sent once, and no pair fails by it. */
    public final boolean consent;
    /** Whether it asks if a pair that worked still does: without an answer it does not. */
    public boolean doubt;
    /** Priority a candidate has that the peer learns by it. */
    public final long priority;

    public int sent;
    public long sentNanos;
    /** When it is sent again, or given up. */
    public long nextNanos;

    public IceCheck(
            int idHigh,
            long idLow,
            IcePair pair,
            boolean controlling,
            boolean useCandidate,
            boolean consent,
            long priority) {
        this.idHigh = idHigh;
        this.idLow = idLow;
        this.pair = pair;
        this.controlling = controlling;
        this.useCandidate = useCandidate;
        this.consent = consent;
        this.priority = priority;
    }
}
